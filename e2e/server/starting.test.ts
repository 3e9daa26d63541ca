import { randomBytes } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { apiRoutes } from "@/lib/api-routes";
import { freePort } from "@/scripts/lib/free-port.mjs";
import { newFolder, startLatchkey, startRefused } from "../support/latchkey-process";
import { send } from "../support/raw-http";
import { runSql } from "../support/sqlite";
import { started } from "../support/started";

const databaseName = "latchkey.db";

let stoppedServersFolder: Promise<string> | undefined;

/** A copy of the data folder of a server that was stopped cleanly. */
async function usedDataFolder(): Promise<string> {
  stoppedServersFolder ??= started().then(async (latchkey) => {
    latchkey.signal("SIGTERM");
    expect((await latchkey.ended).exitCode).toBe(0);
    return latchkey.dataFolder;
  });
  const dataFolder = newFolder();
  cpSync(await stoppedServersFolder, dataFolder, { recursive: true });
  return dataFolder;
}

describe("the server refuses to start, with one clear line and exit code 1,", () => {
  test("on a database that another process is using", async () => {
    const first = await started();
    const { exitCode, lines } = await startRefused({ dataFolder: first.dataFolder });
    expect(lines).toEqual([expect.stringMatching(/^Another Latchkey process is using .*latchkey\.db: stop it first/)]);
    expect(exitCode).toBe(1);
    expect((await send(first.origin, { path: apiRoutes.ready() })).status).toBe(200);
  });

  test("on a port that is in use, and releases its database", async () => {
    const port = await freePort();
    const other = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    const dataFolder = newFolder();
    const { exitCode, lines } = await startRefused({ port, dataFolder });
    await new Promise((resolve) => other.close(resolve));
    expect(lines).toEqual([`Port ${port} on 127.0.0.1 is in use. Stop the program that uses it, or set PORT.`]);
    expect(exitCode).toBe(1);
    await started({ port, dataFolder });
  });

  test("on an address that isn't this machine's", async () => {
    const { exitCode, lines } = await startRefused({ settings: { HOST: "203.0.113.7" } });
    expect(lines).toEqual(['HOST is "203.0.113.7", which isn\'t an address of this machine. Correct it.']);
    expect(exitCode).toBe(1);
  });

  test("with a data folder that can't be written", async () => {
    const file = path.join(newFolder(), "file");
    writeFileSync(file, "a file");
    const { exitCode, lines } = await startRefused({ dataFolder: path.join(file, "data") });
    expect(lines).toEqual([
      expect.stringMatching(/^The data directory .* can't be used: a part of its path is a file instead of a folder: /),
    ]);
    expect(exitCode).toBe(1);
    expect(readFileSync(file, "utf8")).toBe("a file");
  });

  test("with a weak secret, and doesn't print it", async () => {
    for (const [secret, reason] of [
      ["secret", "is too short"],
      ["0".repeat(64), "repeats itself"],
      ["change-me-change-me-change-me-change-me", "is a sample value"],
    ] as const) {
      const { exitCode, lines } = await startRefused({ settings: { AUTH_SECRET: secret } });
      expect(lines).toEqual([
        "Wrong settings:",
        `  - AUTH_SECRET ${reason}: expected at least 32 random characters (openssl rand -base64 48)`,
      ]);
      expect(exitCode).toBe(1);
    }
  });

  test("with several wrong settings, all in one list", async () => {
    const dataFolder = path.join(newFolder(), "never-made");
    const { exitCode, lines } = await startRefused({
      dataFolder,
      settings: {
        PORT: "65536",
        FRONTEND_URL: "ftp://x/y",
        DATABASE_URL: "mysql://user:hunter2@host/name",
        TRUSTED_PROXIES: "10.0.0.0/8, nonsense",
        LOG_LEVEL: "loud",
        API_DOCS: "maybe",
        RATE_LIMIT_GENERATOR: "many",
        JWT_SECRET: "short",
      },
    });
    const [title, ...problems] = lines;
    expect(title).toBe("Wrong settings:");
    const named = problems.map((problem) => /^ {2}- (\w+)/.exec(problem)?.[1]);
    expect(named.toSorted()).toEqual([
      "API_DOCS",
      "DATABASE_URL",
      "FRONTEND_URL",
      "JWT_SECRET",
      "LOG_LEVEL",
      "PORT",
      "RATE_LIMIT_GENERATOR",
      "TRUSTED_PROXIES",
    ]);
    expect(lines.join()).not.toMatch(/hunter2/);
    expect(exitCode).toBe(1);
    expect(existsSync(dataFolder)).toBe(false);
  });

  test("on a damaged database, and leaves it unchanged", async () => {
    const used = await usedDataFolder();
    const damages: [string, (file: string) => void, RegExp][] = [
      [
        "garbage",
        (file) => writeFileSync(file, randomBytes(8192)),
        /is not a SQLite database: restore it from a backup/,
      ],
      ["text", (file) => writeFileSync(file, "hello"), /is not a SQLite database: restore it from a backup/],
      ["nothing", (file) => writeFileSync(file, ""), /is empty \(0 bytes\): restore it from a backup/],
      [
        "half",
        (file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
        /is truncated \(\d+ of \d+ bytes\): restore it from a backup/,
      ],
      [
        "a broken page",
        (file) => writeFileSync(file, randomBytes(4096), { flag: "r+" }),
        /is not a SQLite database|is damaged/,
      ],
    ];
    for (const [name, damage, words] of damages) {
      const dataFolder = newFolder();
      cpSync(used, dataFolder, { recursive: true });
      const file = path.join(dataFolder, databaseName);
      damage(file);
      const before = readFileSync(file);

      const { exitCode, lines } = await startRefused({ dataFolder });
      expect(lines, name).toEqual([expect.stringMatching(words)]);
      expect(lines[0], name).toContain(file);
      expect(exitCode, name).toBe(1);
      expect(readFileSync(file).equals(before), name).toBe(true);
    }
  });

  test("on a database of a newer version", async () => {
    const dataFolder = await usedDataFolder();
    const file = path.join(dataFolder, databaseName);
    runSql(
      file,
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ('x', 'x', '29991231000000_to_come', 1, 1)",
    );
    const { exitCode, lines } = await startRefused({ dataFolder });
    expect(lines).toEqual([
      expect.stringMatching(
        /^The database was migrated by a newer version of Latchkey \(it has the migration 29991231000000_to_come\)/,
      ),
    ]);
    expect(exitCode).toBe(1);
  });

  test("on a database of another program", async () => {
    const dataFolder = await usedDataFolder();
    const file = path.join(dataFolder, databaseName);
    runSql(file, "DROP TABLE _prisma_migrations");
    const { exitCode, lines } = await startRefused({ dataFolder });
    expect(lines).toEqual([expect.stringMatching(/belongs to another program/)]);
    expect(exitCode).toBe(1);
  });

  test("with another key than the database's; the right key still opens it", async () => {
    const dataFolder = await usedDataFolder();
    const otherKey = randomBytes(48).toString("base64");
    const { exitCode, lines } = await startRefused({ dataFolder, settings: { ENCRYPTION_KEY: otherKey } });
    expect(lines).toEqual([expect.stringMatching(/^ENCRYPTION_KEY isn't the key that this database was created with/)]);
    expect(lines.join()).not.toContain(otherKey);
    expect(exitCode).toBe(1);
    await started({ dataFolder });
  });
});

test("only the owner can read the files in the data folder", async () => {
  const { dataFolder } = await started({ dataFolder: path.join(newFolder(), "data") });
  expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
  const files = readdirSync(dataFolder);
  expect(files).toEqual(expect.arrayContaining(["secrets.json", databaseName]));
  for (const file of files) expect(statSync(path.join(dataFolder, file)).mode & 0o777, file).toBe(0o600);
});

test("the secrets are created once and kept", async () => {
  const dataFolder = await usedDataFolder();
  const secrets = readFileSync(path.join(dataFolder, "secrets.json"), "utf8");
  expect(Object.values(JSON.parse(secrets)).every((secret) => String(secret).length >= 43)).toBe(true);
  await started({ dataFolder });
  expect(readFileSync(path.join(dataFolder, "secrets.json"), "utf8")).toBe(secrets);
});

test("a page that is requested as soon as the API answers is served, and then the server is ready", async () => {
  const latchkey = await startLatchkey();
  onTestFinished(() => latchkey.dispose());
  const live = (): Promise<boolean> =>
    fetch(latchkey.origin + apiRoutes.live()).then(
      (reply) => reply.ok,
      () => false,
    );
  await expect.poll(live, { interval: 2, timeout: 30_000 }).toBe(true);
  const [page, generated] = await Promise.all(
    ["/log-in", apiRoutes.generatePassword()].map((path) => fetch(latchkey.origin + path)),
  );
  expect([page?.status, generated?.status]).toEqual([200, 200]);
  await latchkey.ready();
});

test("all pages are loaded in advance", async () => {
  const latchkey = await started({ settings: { LOG_LEVEL: "debug" } });
  await expect.poll(() => latchkey.output()).toContain("the pages are loaded in advance");
  expect(latchkey.output()).not.toContain("can't be loaded in advance");
});
