import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, describe, expect, test } from "vitest";
import { isStartupError } from "@/lib/errors";
import { startNode } from "@/lib/testing/child-process";
import { migrationsFolder } from "./migration-files";
import { openDatabase } from "./open-database";
import { prepareSqliteFile } from "./sqlite-file";

const migrationsDirectory = migrationsFolder(process.cwd(), "sqlite");

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  }
});

describe("a new database", () => {
  test("is created with its folder, readable by its owner only, and kept when it is opened again", async () => {
    const file = path.join(temporaryFolder(), "deep", "data", "latchkey.db");
    const database = await openFile(file);
    await database.write((tx) => tx.readinessProbe.create({ data: { id: "kept", nonce: "", checkedAt: new Date() } }));

    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(path.dirname(file))) {
      expect([name, (statSync(path.join(path.dirname(file), name)).mode & 0o777).toString(8)]).toEqual([name, "600"]);
    }
    await database.close();

    const again = await openFile(file);
    expect(await again.reader.readinessProbe.count()).toBe(1);
    await again.close();
  });

  test("is never incomplete, whenever the process is killed", async () => {
    const folder = temporaryFolder();
    for (let round = 0; round < 3; round += 1) {
      const process = startNode(prepareManySource, path.join(folder, `${round}`), migrationsDirectory);
      await process.printed("prepared 2;");
      await new Promise((resolve) => setTimeout(resolve, 20 + round * 17));
      await process.killHard();
    }
    const files = [0, 1, 2].flatMap((round) =>
      readdirSync(path.join(folder, `${round}`)).map((name) => path.join(folder, `${round}`, name, "latchkey.db")),
    );
    expect(files.length).toBeGreaterThan(6);
    for (const file of files) {
      prepareSqliteFile(file, migrationsDirectory);
      expect(readdirSync(path.dirname(file))).toEqual(["latchkey.db"]);
    }
  });

  test("is not created beside an orphaned WAL file", async () => {
    const file = path.join(temporaryFolder(), "latchkey.db");
    writeFileSync(`${file}-wal`, "changes");
    await expectRefusal(file, /is missing, but .*latchkey\.db-wal still holds changes/);
    expect(existsSync(file)).toBe(false);
  });
});

test("a link to a missing file is refused and stays: the disk of its target may not be mounted", async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, "latchkey.db");
  const target = path.join(folder, "unmounted", "latchkey.db");
  symlinkSync(target, file);
  await expectRefusal(file, /is a link to a file that doesn't exist: .* mounted/);
  expect(readlinkSync(file)).toBe(target);
});

test("the advice for a damaged file says to move the changes away that belong to it", async () => {
  const file = path.join(temporaryFolder(), "latchkey.db");
  writeFileSync(file, "garbage");
  writeFileSync(`${file}-wal`, "changes");
  await expectRefusal(file, /is not a SQLite database: .* Before either, move \S+latchkey\.db-wal away too\.$/);
});

test("a file that another program has locked isn't called damaged", async () => {
  const file = path.join(temporaryFolder(), "latchkey.db");
  await (await openFile(file)).close();
  const other = new Sqlite(file);
  other.pragma("locking_mode = EXCLUSIVE");
  other.exec("BEGIN EXCLUSIVE");
  await expectRefusal(file, /can't be used: another program is using it/);
  other.close();
}, 15_000);

describe("an existing file that isn't a valid database is refused in one sentence and not changed", () => {
  test("zero bytes", async () => {
    await expectUntouched((file) => writeFileSync(file, ""), /is empty \(0 bytes\)/);
  });

  test("a garbage header", async () => {
    await expectUntouched((file) => overwrite(file, 0, "garbage garbage garbage garbage"), /is not a SQLite database/);
  });

  test("shorter than a header", async () => {
    await expectUntouched((file) => truncateSync(file, 50), /is not a SQLite database/);
  });

  test("truncated", async () => {
    await expectUntouched((file) => truncateSync(file, 3 * 4096), /is truncated \(12288 of \d+ bytes\)/);
  });

  test("truncated in the middle of a page", async () => {
    await expectUntouched((file) => truncateSync(file, statSync(file).size - 100), /is truncated/);
  });

  test("damaged pages", async () => {
    await expectUntouched((file) => overwrite(file, 4096 + 1, "x".repeat(4096)), /is damaged/);
  });

  test("no permissions, even for root", async () => {
    await expectUntouched((file) => chmodSync(file, 0o000), /can't be read and written/);
  });

  test("read-only", async () => {
    await expectUntouched((file) => chmodSync(file, 0o400), /can't be read and written/);
  });

  test("a read-only folder", async () => {
    await expectUntouched((file) => chmodSync(path.dirname(file), 0o500), /can't be written to/);
  });

  test("a folder instead of a file", async () => {
    const file = path.join(temporaryFolder(), "latchkey.db");
    mkdirSync(file);
    await expectRefusal(file, /isn't a regular file/);
  });

  test("a folder that can't be made", async () => {
    const file = path.join(temporaryFolder(), "occupied", "latchkey.db");
    writeFileSync(path.dirname(file), "");
    await expectRefusal(file, /can't be written to/);
  });

  test("another program's database", async () => {
    const file = path.join(temporaryFolder(), "latchkey.db");
    const connection = new Sqlite(file);
    connection.exec("CREATE TABLE invoices (id TEXT)");
    connection.close();
    await expectRefusal(file, /belongs to another program/);
  });
});

describe("recovery after a crash", () => {
  test.each(["", "-shm"])("recovers committed writes from the WAL, with %s missing or not", async (missing) => {
    const file = path.join(temporaryFolder(), "latchkey.db");
    const process = startNode(writeAndStaySource, file, migrationsDirectory);
    await process.printed("written");
    await process.killHard();
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
    if (missing !== "") rmSync(file + missing);

    const database = await openFile(file);
    expect(await database.reader.readinessProbe.count()).toBe(20);
    await database.close();
  });

  test("every acknowledged write survives kill -9, and pairs are complete", async () => {
    const file = path.join(temporaryFolder(), "latchkey.db");
    const acknowledged = new Set<string>();
    for (let round = 0; round < 4; round += 1) {
      const process = startNode(writeForEverSource, file, migrationsDirectory, `round ${round}`);
      await process.printed("done");
      await new Promise((resolve) => setTimeout(resolve, 50 + round * 31));
      await process.killHard();
      for (const match of (await process.ended).output.matchAll(/done (.+);/g)) acknowledged.add(match[1] ?? "");
    }
    const database = await openFile(file);
    const ids = (await database.reader.readinessProbe.findMany({ select: { id: true } })).map(({ id }) => id);
    await database.close();

    // Each round was killed after at least one acknowledged write.
    expect(acknowledged.size).toBeGreaterThanOrEqual(4);
    expect([...acknowledged].filter((id) => !ids.includes(`${id} a`))).toEqual([]);
    expect(ids.filter((id) => id.endsWith(" a")).length).toBe(ids.filter((id) => id.endsWith(" b")).length);
  });
});

const prepareManySource = `
  import path from "node:path";
  import { prepareSqliteFile } from "@/lib/data/sqlite-file";
  const [folder, migrations] = process.argv.slice(1);
  for (let number = 0; ; number += 1) {
    prepareSqliteFile(path.join(folder, String(number), "latchkey.db"), migrations);
    console.log("prepared " + number + ";");
  }`;

const writeAndStaySource = `
  import { openDatabase } from "@/lib/data/open-database";
  const [file, migrationsDirectory] = process.argv.slice(1);
  const database = await openDatabase({ provider: "sqlite", file }, { migrationsDirectory });
  for (let number = 0; number < 20; number += 1) {
    await database.write((tx) => tx.readinessProbe.create({ data: { id: String(number), nonce: "", checkedAt: new Date() } }));
  }
  console.log("written");
  setInterval(() => undefined, 1000);`;

const writeForEverSource = `
  import { openDatabase } from "@/lib/data/open-database";
  const [file, migrationsDirectory, round] = process.argv.slice(1);
  const database = await openDatabase({ provider: "sqlite", file }, { migrationsDirectory });
  await Promise.all(Array.from({ length: 8 }, async (_, client) => {
    for (let number = 0; ; number += 1) {
      const id = round + " client " + client + " write " + number;
      await database.write(async (tx) => {
        await tx.readinessProbe.create({ data: { id: id + " a", nonce: "", checkedAt: new Date() } });
        await tx.readinessProbe.create({ data: { id: id + " b", nonce: "", checkedAt: new Date() } });
      });
      console.log("done " + id + ";");
    }
  }));`;

function openFile(file: string): ReturnType<typeof openDatabase> {
  return openDatabase({ provider: "sqlite", file }, { migrationsDirectory });
}

async function expectUntouched(spoil: (file: string) => void, message: RegExp): Promise<void> {
  const file = path.join(temporaryFolder(), "latchkey.db");
  const database = await openFile(file);
  await database.write((tx) =>
    tx.readinessProbe.createMany({
      data: Array.from({ length: 200 }, (_, index) => ({
        id: `row ${index}`,
        nonce: "n".repeat(100),
        checkedAt: new Date(),
      })),
    }),
  );
  await database.close();
  spoil(file);
  const before = { bytes: readFileSync(file), mode: statSync(file).mode };

  await expectRefusal(file, message);
  expect({ bytes: readFileSync(file), mode: statSync(file).mode }).toEqual(before);
}

async function expectRefusal(file: string, message: RegExp): Promise<void> {
  const error: unknown = await openFile(file).catch((reason: unknown) => reason);
  expect(isStartupError(error) ? error.message : error).toMatch(message);
  expect(isStartupError(error) ? error.message : "").toContain(path.dirname(file));
}

function overwrite(file: string, offset: number, text: string): void {
  const bytes = readFileSync(file);
  bytes.write(text, offset);
  writeFileSync(file, bytes);
}

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-file-"));
  folders.push(folder);
  return folder;
}
