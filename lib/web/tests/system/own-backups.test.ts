import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { afterEach, expect, test } from "vitest";
import type { Runtime } from "@/lib/runtime";
import { requestBackup } from "@/lib/services/backups/request-backup";
import type { ServiceContext } from "@/lib/services/context";
import { readSystem } from "@/lib/services/system/read-system";
import { copyDatabase, databaseProviders } from "@/lib/testing/databases";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { startBackups } from "@/lib/web/jobs/backup-schedule";
import { operatorContext, serverContext } from "@/lib/web/server-context";

const HOUR_MS = 60 * 60 * 1000;
const patient = { timeout: 30_000 };

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function start(settings: (folder: string) => Record<string, string>, options: { now?: () => Date } = {}) {
  const folder = path.join(process.env["TMPDIR"] ?? "/tmp", `latchkey-own-backups-${process.pid}-${Date.now()}`);
  mkdirSync(folder);
  const { runtime, dispose } = await createTestRuntime({ BACKUP_DIR: folder, ...settings(folder) }, options);
  ends.push(async () => rmSync(folder, { recursive: true }), dispose);
  const backups = startBackups(runtime, { checkMs: 20 });
  ends.push(backups.stop);
  return { folder, runtime };
}

const files = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith("latchkey-auto-"));
const administratorOf = (runtime: Runtime, role = "admin"): ServiceContext =>
  ({
    ...serverContext(runtime),
    actor: { kind: "user", userId: null, role, sessionId: null },
  }) as unknown as ServiceContext;
const stateOf = async (runtime: Runtime) => {
  const { backups, findings } = await readSystem(administratorOf(runtime));
  if (backups === null) throw new Error("no backups");
  return { ...backups, codes: findings.map(({ code }) => code).filter((code) => code.startsWith("backup_")) };
};

test("backups are made when they are due and shipped, and the oldest ones are removed, but no other file", async () => {
  let now = new Date("2026-11-28T10:00:00Z");
  const recipient = await identityToRecipient(await generateIdentity());
  process.env["PASSWORD_KEY"] = "not for commands";
  ends.push(async () => void delete process.env["PASSWORD_KEY"]);
  const { folder, runtime } = await start(
    (target) => ({
      BACKUP_EVERY: "1h",
      BACKUP_KEEP: "2",
      BACKUP_RECIPIENT: recipient,
      BACKUP_COMMAND: `printenv PASSWORD_KEY >> ${target}/leaked; printf '%s\\n' >> ${target}/shipped`,
    }),
    { now: () => now },
  );
  const own = (time: string): string => `latchkey-auto-2026-11-28T${time}-00-00Z.tar.gz.age`;
  writeFileSync(path.join(folder, "latchkey-2026-11-01T10-00-00Z.tar.gz"), "of the command");
  await expect.poll(async () => (await stateOf(runtime)).last_good?.file, patient).toBe(own("10"));
  for (const hour of ["11", "12"]) {
    now = new Date(now.getTime() + HOUR_MS);
    await expect.poll(async () => (await stateOf(runtime)).last_good?.file, patient).toBe(own(hour));
  }
  expect(files(folder)).toEqual([own("11"), own("12")]);
  expect(readdirSync(folder)).toContain("latchkey-2026-11-01T10-00-00Z.tar.gz");
  expect(readFileSync(path.join(folder, "shipped"), "utf8").trim().split("\n").at(-1)).toBe(
    path.join(folder, own("12")),
  );
  expect(readFileSync(path.join(folder, "leaked"), "utf8")).toBe("");
  const state = await stateOf(runtime);
  expect(state).toMatchObject({ every_seconds: 3600, last_good: { encrypted: true }, last_failure: null, codes: [] });
  expect(state.last_good?.size_bytes).toBeGreaterThan(1000);
});

test("a failure of the command is recorded beside the good backup, and a later failure keeps the last good one", async () => {
  const { folder, runtime } = await start(() => ({
    BACKUP_EVERY: "1h",
    BACKUP_COMMAND: "echo no such host >&2; exit 3; true",
  }));
  await expect
    .poll(async () => (await stateOf(runtime)).last_failure?.problem, patient)
    .toBe("The backup was made, but BACKUP_COMMAND ended with exit code 3: no such host");
  const before = await stateOf(runtime);
  expect(before).toMatchObject({ codes: ["backup_failed"], last_good: { file: files(folder)[0], encrypted: false } });
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "a file");
  await expect
    .poll(async () => {
      // Refused while the one before is running.
      await requestBackup(administratorOf(runtime)).catch(() => undefined);
      return (await stateOf(runtime)).last_failure?.problem;
    }, patient)
    .not.toBe(before.last_failure?.problem);
  expect(await stateOf(runtime)).toMatchObject({ last_good: before.last_good, codes: ["backup_failed"] });
});

test.each(databaseProviders)(
  "an administrator starts a backup without a schedule, once at a time (%s)",
  async (provider) => {
    const copy = await copyDatabase(provider);
    ends.push(copy.remove);
    const { folder, runtime } = await start((target) => ({
      DATABASE_URL: copy.location.provider === "sqlite" ? `file:${copy.location.file}` : copy.location.url,
      BACKUP_COMMAND: `until [ -e ${target}/go ]; do sleep 0.05; done; true`,
    }));
    const requests = () => runtime.database.reader.auditEvent.count({ where: { action: "backup.request" } });
    await expect(requestBackup(administratorOf(runtime, "moderator"))).rejects.toMatchObject({ code: "forbidden" });
    await expect(requestBackup(operatorContext(runtime))).rejects.toMatchObject({ code: "forbidden" });
    await expect(requestBackup(serverContext(runtime))).rejects.toMatchObject({ code: "unauthorized" });
    expect((await stateOf(runtime)).codes).toEqual([]);
    await requestBackup(administratorOf(runtime));
    await expect.poll(async () => (await stateOf(runtime)).running, patient).toBe(true);
    await expect(requestBackup(administratorOf(runtime))).rejects.toMatchObject({ code: "conflict" });
    writeFileSync(path.join(folder, "go"), "");
    await expect.poll(async () => (await stateOf(runtime)).last_good?.file, patient).toBeDefined();
    expect(files(folder)).toHaveLength(1);
    expect(await requests()).toBe(1);
  },
);
