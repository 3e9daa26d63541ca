import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { prepareSqliteFile } from "@/lib/data/sqlite-file";
import type { Runtime } from "@/lib/runtime";
import { startNode } from "@/lib/testing/child-process";
import { mountSmallDisk } from "@/lib/testing/small-disk";
import { startAndStop } from "@/lib/testing/start-and-stop";

const KIB = 1024;
// What is left on the disk at a start: each amount runs out at another write.
const amounts = [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 48, 56, 64, 80, 96, 128, 192, 256, 384, 512, 768, 1024, 1536];
const ROWS = 300;
const WORDS_FULL = /: the disk is full: free some space\.( Its data is kept\.)?$/;

async function fill({ database }: Runtime): Promise<void> {
  const row = (index: number) => ({ id: `row ${index}`, nonce: "n".repeat(200), checkedAt: new Date() });
  await database.write((tx) =>
    tx.readinessProbe.createMany({ data: Array.from({ length: ROWS }, (_, index) => row(index)) }),
  );
}

async function expectComplete({ database }: Runtime): Promise<void> {
  expect(await database.reader.readinessProbe.count({ where: { id: { startsWith: "row " } } })).toBe(ROWS);
}

function secretsIn(folder: string): string | undefined {
  return readdirSync(folder).includes("secrets.json")
    ? readFileSync(path.join(folder, "secrets.json"), "utf8")
    : undefined;
}

function expectNothingHalfMade(folder: string, note: string): void {
  const companions = ["latchkey.db-wal", "latchkey.db-shm"];
  const whole = ["secrets.json", "latchkey.db", "latchkey.db.lock", "setup-link"];
  const names = readdirSync(folder);
  expect(
    names.filter((name) => ![...whole, ...companions].includes(name)),
    note,
  ).toEqual([]);
  if (!names.includes("latchkey.db")) expect(names.filter((name) => companions.includes(name))).toEqual([]);
  if (names.includes("setup-link"))
    expect(readFileSync(path.join(folder, "setup-link"), "utf8"), note).toMatch(/^http.+token=[\w-]+\n$/);
  const secrets = secretsIn(folder);
  if (secrets !== undefined) expect(Object.keys(JSON.parse(secrets) as object), note).toHaveLength(4);
}

const disk = mountSmallDisk();
const refused = "refused" in disk ? ` (skipped: a file system can't be mounted here: ${disk.refused.trim()})` : "";

describe.skipIf("refused" in disk)(`on a disk that runs full${refused}`, () => {
  if ("refused" in disk) return;
  afterAll(() => disk.remove());

  test("a first start says so at whatever write it happens, leaves nothing half-made, and succeeds with space", async () => {
    const outcomes = new Set<boolean>();
    for (const kib of amounts) {
      const folder = path.join(disk.folder, `first-${kib}`);
      disk.leaveFree(kib * KIB);
      const refusal = await startAndStop(folder);
      const note = `${kib} KiB: ${refusal}`;
      outcomes.add(refusal === null);
      if (refusal !== null) expect(refusal, note).toMatch(WORDS_FULL);
      disk.free();
      const made = readdirSync(disk.folder).includes(path.basename(folder));
      if (made) expectNothingHalfMade(folder, note);
      const secrets = made ? secretsIn(folder) : undefined;
      expect(await startAndStop(folder, fill), note).toBeNull();
      expect(await startAndStop(folder, expectComplete), note).toBeNull();
      if (secrets !== undefined) expect(secretsIn(folder), note).toBe(secrets);
      rmSync(folder, { recursive: true });
    }
    expect(outcomes.has(false)).toBe(true);
  });

  test.each(["stopped", "killed"])("a later start of a server that was %s says so and loses nothing", async (end) => {
    const used = mkdtempSync(path.join(tmpdir(), "latchkey-used-"));
    const copyOfRunning = path.join(used, "running");
    const copyOfStopped = path.join(used, "stopped");
    const folder = path.join(used, "data");
    await startAndStop(folder, async (runtime) => {
      await fill(runtime);
      cpSync(folder, copyOfRunning, { recursive: true });
    });
    cpSync(folder, copyOfStopped, { recursive: true });

    const outcomes = new Set<boolean>();
    for (const kib of amounts) {
      const later = path.join(disk.folder, `later-${kib}`);
      cpSync(end === "killed" ? copyOfRunning : copyOfStopped, later, { recursive: true });
      const secrets = secretsIn(later);
      disk.leaveFree(kib * KIB);
      const refusal = await startAndStop(later);
      const note = `${kib} KiB: ${refusal}`;
      outcomes.add(refusal === null);
      if (refusal !== null) expect(refusal, note).toMatch(WORDS_FULL);
      disk.free();
      expectNothingHalfMade(later, note);
      expect(await startAndStop(later, expectComplete), note).toBeNull();
      expect(secretsIn(later), note).toBe(secrets);
      rmSync(later, { recursive: true });
    }
    expect([...outcomes].toSorted()).toEqual([false, true]);
    rmSync(used, { recursive: true });
  });

  test("a migration that finds no space is undone, says so, and is done by the next start", async () => {
    const migrations = path.resolve("prisma", "sqlite", "migrations");
    const older = mkdtempSync(path.join(tmpdir(), "latchkey-migrations-"));
    const [first = ""] = readdirSync(migrations).toSorted();
    cpSync(path.join(migrations, first), path.join(older, first), { recursive: true });
    for (const kib of [0, 32, 64, 96, 128, 192, 256, 384]) {
      const folder = path.join(disk.folder, `migration-${kib}`);
      mkdirSync(folder);
      prepareSqliteFile(path.join(folder, "latchkey.db"), older);
      disk.leaveFree(kib * KIB);
      const refusal = await startAndStop(folder);
      if (refusal !== null) expect(refusal, `${kib} KiB`).toMatch(WORDS_FULL);
      disk.free();
      expect(await startAndStop(folder, fill), `${kib} KiB`).toBeNull();
      rmSync(folder, { recursive: true });
    }
    rmSync(older, { recursive: true });
  });
});

// Works for every user, unlike a mount: the operating system refuses what exceeds the limit, also for root.
const hasLimits = spawnSync("prlimit", ["--version"]).status === 0;
const limitedSource = `
  import { execFileSync } from "node:child_process";
  import { readdirSync } from "node:fs";
  import { startAndStop } from "@/lib/testing/start-and-stop";
  const [folder] = process.argv.slice(1);
  const limit = (bytes) => execFileSync("prlimit", ["--pid", String(process.pid), "--fsize=" + bytes + ":"]);
  for (const kib of [0, 16, 48, 128, 512, 100000]) {
    const data = folder + "/" + kib;
    limit(kib * 1024);
    const refusal = await startAndStop(data);
    limit("unlimited");
    const names = refusal === null ? [] : readdirSync(data);
    console.log(JSON.stringify({ kib, refusal, names, after: await startAndStop(data) }));
  }`;

test.skipIf(!hasLimits)("a limit on the size of files is named as such at whatever write it is reached", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-limited-"));
  const { output } = await startNode(limitedSource, folder).ended;
  rmSync(folder, { recursive: true });
  type Outcome = { kib: number; refusal: string | null; names: string[]; after: string | null };
  const outcomes = output
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line): Outcome => JSON.parse(line));
  expect(
    outcomes.map(({ after }) => after),
    output,
  ).toEqual(Array(6).fill(null));
  expect(outcomes.at(-1)?.refusal).toBeNull();
  for (const { refusal, names } of outcomes.slice(0, -2)) {
    expect(refusal).toMatch(/: the disk reports an error: .* limit is reached.* Its data is kept\.$/);
    expect(names.filter((name) => !["secrets.json", "latchkey.db.lock"].includes(name))).toEqual([]);
  }
});
