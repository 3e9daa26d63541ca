import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { extract as createExtract, pack as createPack } from "tar-stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseConfig } from "@/lib/config";
import { createBackupContext } from "@/lib/create-backup-context";
import { migrateDatabase } from "@/lib/data/migrate";
import { readMigrations } from "@/lib/data/migration-files";
import { withPostgresql } from "@/lib/data/postgresql-session";
import { prepareSqliteFile } from "@/lib/data/sqlite-file";
import { createBackup } from "@/lib/services/backups/create-backup";
import { restoreBackup } from "@/lib/services/backups/restore-backup";
import type { RestoreContext, BackupKey, BackupLock } from "@/lib/services/context";
import { asStartupError } from "@/lib/start-failures";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { codeAt, enrolledPerson } from "@/lib/testing/authenticator";
import { createEmptyPostgresql, databaseProviders, type DatabaseCopy } from "@/lib/testing/databases";
import { newestMail, tokenIn } from "@/lib/testing/mailbox";
import { mountSmallDisk } from "@/lib/testing/small-disk";
import { prepareFirstAdministrator } from "@/lib/web/jobs/first-administrator";
import { startRollbackWatch } from "@/lib/web/jobs/rollback-watch";
import { blankSettings } from "@/scripts/lib/test-environment.mjs";

const KEY = "q7Vb2nXk9TzR4mWs8LcYp3HdJf6GaEu1";
const PASSPHRASE = "canyon-velvet-41-orbit";
const STEP_MS = 30_000;

describe.each(databaseProviders)("a backup of %s", (provider) => {
  let root: string;
  let now: Date;
  let nodes: ApiClient[];
  let copies: DatabaseCopy[];
  let urls: Map<string, string>;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "latchkey-backup-test-"));
    now = new Date();
    nodes = [];
    copies = [];
    urls = new Map();
  });
  afterEach(async () => {
    for (const node of nodes) await node.dispose();
    for (const copy of copies) await copy.remove();
    rmSync(root, { recursive: true, force: true });
  });

  const folderNamed = (name: string): string => {
    const folder = path.join(root, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  };
  /** A data folder, and an empty database of its own. */
  const place = async (name: string): Promise<string> => {
    const folder = folderNamed(name);
    if (provider === "sqlite") return folder;
    const copy = await createEmptyPostgresql();
    copies.push(copy);
    if (copy.location.provider === "postgresql") urls.set(folder, copy.location.url);
    return folder;
  };
  const settingsOf = (folder: string, secrets: Record<string, string> = {}) => ({
    DATA_DIR: folder,
    DATABASE_URL: urls.get(folder) ?? `file:${path.join(folder, "latchkey.db")}`,
    SITE_RULES: "off",
    ADMIN_EMAIL: "boss@example.org",
    ADMIN_PASSWORD: STRONG_PASSWORD,
    ...secrets,
  });
  const start = async (folder: string): Promise<ApiClient> => {
    const node = await createApiClient(provider, settingsOf(folder), { now: () => now });
    nodes.push(node);
    await startRollbackWatch(node.runtime);
    await prepareFirstAdministrator(node.runtime);
    return node;
  };
  const stop = async (node: ApiClient): Promise<void> => {
    nodes = nodes.filter((other) => other !== node);
    await node.dispose();
  };
  const contextOf = (folder: string, secrets: Record<string, string> = {}): RestoreContext =>
    createBackupContext(parseConfig(settingsOf(folder, secrets), process.cwd()), () => now);
  const backUp = (folder: string, file: string, lock: BackupLock | null = null) =>
    createBackup(contextOf(folder), { file, lock });
  const restore = (
    folder: string,
    file: string,
    { key = null, dryRun = false }: { key?: BackupKey | null; dryRun?: boolean } = {},
  ) => restoreBackup(contextOf(folder), { file, key, dryRun });
  const refusalOf = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => "done",
      (error: Error) => error.message.replaceAll(root, ""),
    );
  /** The database's bytes, or its tables of all schemas with their rows. */
  const contentOf = async (folder: string): Promise<unknown> => {
    const { database } = contextOf(folder);
    if (database.provider === "sqlite") return readFileSync(database.file);
    return withPostgresql(database.url, "latchkey-test", async ({ connection }) => {
      const { rows } = await connection.query(
        `SELECT table_schema, table_name, query_to_xml(format('SELECT * FROM %I.%I', table_schema, table_name), true, true, '')::text
         FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2`,
      );
      return rows;
    });
  };
  const everythingIn = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => !/-(wal|shm)$|\.lock$/.test(name))
      .sort();

  test("beside a server that goes on writing it has each acknowledged write, and nothing half done", async () => {
    const folder = await place("data");
    const node = await start(folder);
    const acknowledged: string[] = [];
    let goesOn = true;
    const writing = (async () => {
      while (goesOn) {
        const { email } = await node.person(`user${acknowledged.length}`);
        acknowledged.push(email);
      }
    })();

    try {
      // A process takes seconds to start.
      for (const round of provider === "sqlite" ? [1, 2] : [1]) {
        while (acknowledged.length < 20 * round) await new Promise((resolve) => setImmediate(resolve));
        const before = acknowledged.length;
        const file = path.join(root, `backup${round}.tar.gz`);
        const child = spawn(process.execPath, ["--import", "tsx", "scripts/backup.ts", file], {
          env: {
            PATH: process.env["PATH"] ?? "",
            NODE_ENV: "test",
            ...blankSettings(process.cwd()),
            ...settingsOf(folder),
          },
        });
        let output = "";
        child.stdout.on("data", (chunk) => (output += String(chunk)));
        child.stderr.on("data", (chunk) => (output += String(chunk)));
        await once(child, "close");
        expect([child.exitCode, output]).toEqual([0, expect.stringContaining("is complete")]);
        expect(statSync(file).mode & 0o777).toBe(0o600);
        expect(acknowledged.length).toBeGreaterThan(before);

        const copy = await place(`copy${round}`);
        cpSync(path.join(folder, "secrets.json"), path.join(copy, "secrets.json"));
        await restore(copy, file);
        const restored = await start(copy);
        const users = await restored.runtime.database.reader.user.findMany({ orderBy: { createdAt: "asc" } });
        const emails = users.map(({ email }) => email).filter((email) => email.startsWith("user"));
        expect(emails.length).toBeGreaterThanOrEqual(before);
        // One sign-up may have been committed and not yet acknowledged.
        expect(emails).toEqual([...acknowledged, `user${acknowledged.length}@example.org`].slice(0, emails.length));
        const events = await restored.runtime.database.reader.auditEvent.count({
          where: { action: "account.sign_up" },
        });
        expect(events).toBe(emails.length);
      }
    } finally {
      goesOn = false;
      await writing;
    }
  }, 180_000);

  test("after a restore on a new machine nothing works that was used or ended after the backup", async () => {
    const folder = await place("data");
    const identity = await generateIdentity();
    const lock = { recipients: [await identityToRecipient(identity)] };
    const node = await start(folder);
    const boss = await node.send("POST", "/api/v1/users/login", {
      email: "boss@example.org",
      password: STRONG_PASSWORD,
    });
    const ada = await enrolledPerson(node, "ada", now);
    const [recoveryCode = ""] = ada.recoveryCodes;
    now = new Date(now.getTime() + STEP_MS);
    const leaver = await node.person("leaver");
    const stays = await node.person("stays");
    await node.send("POST", "/api/v1/users/request-password-reset", { email: stays.email });
    const resetToken = tokenIn((await newestMail(node.runtime, stays.email, "password-reset")).link);
    const invitation = await node.send("POST", "/api/v1/invitations", {}, boss.body.access_token);
    const file = path.join(root, "backup.age");
    await backUp(folder, file, lock);

    const api = (client: ApiClient) => ({
      code: async (otp: string) =>
        (await client.send("POST", "/api/v1/users/login", { email: ada.email, password: STRONG_PASSWORD, otp })).status,
      recovery: async () =>
        (
          await client.send("POST", "/api/v1/users/login", {
            email: ada.email,
            password: STRONG_PASSWORD,
            recovery_code: recoveryCode,
          })
        ).status,
      refresh: async () =>
        (await client.form("/api/v1/token", { grant_type: "refresh_token", refresh_token: leaver.refresh })).status,
      reset: async () =>
        (
          await client.send("POST", "/api/v1/users/reset-password", {
            token: resetToken,
            new_password: "harbour-lantern-58-cedar",
          })
        ).status,
      join: async () =>
        (
          await client.send("POST", "/api/v1/users/register", {
            email: "joiner@example.org",
            password: STRONG_PASSWORD,
            invitation_token: tokenIn(invitation.body.link),
          })
        ).status,
      session: async () => (await client.get("/users/me", leaver.access)).status,
    });
    const use = async (client: ApiClient) => {
      const { code, recovery, refresh, reset, join, session } = api(client);
      const otp = await codeAt(ada.secret, now);
      return [await session(), await code(otp), await recovery(), await refresh(), await reset(), await join()];
    };
    expect(await use(node)).toEqual([200, 200, 200, 200, 200, 201]);
    await stop(node);

    const machine = await place("machine");
    const { ended, kept } = await restore(machine, file, { key: { identities: [identity] } });
    expect(kept).toEqual([]);
    expect(ended.sessions).toBeGreaterThan(2);
    expect(everythingIn(machine)).toEqual([...(provider === "sqlite" ? ["latchkey.db"] : []), "secrets.json"]);
    const restored = await start(machine);
    expect(await use(restored)).toEqual([401, 401, 401, 400, 400, 400]);
    const login = { email: "stays@example.org", password: STRONG_PASSWORD };
    expect((await restored.send("POST", "/api/v1/users/login", login)).status).toBe(200);
  }, 120_000);

  test("a restore keeps what was there, and refuses while a server runs", async () => {
    const folder = await place("data");
    const file = path.join(root, "backup.tar.gz");
    const node = await start(folder);
    await node.person("ada");
    mkdirSync(path.join(folder, "site-rules"));
    writeFileSync(path.join(folder, "site-rules", "password-rules.json"), "{}");
    await backUp(folder, file);
    await node.person("bob");
    writeFileSync(path.join(folder, "site-rules", "password-rules.json"), `{"a.example":{}}`);
    expect(await refusalOf(restore(folder, file))).toMatch(
      /Another Latchkey process is using|A Latchkey server is using the PostgreSQL database/,
    );
    // A dry run changes nothing, so the server may run.
    const before = everythingIn(folder);
    expect((await restore(folder, file, { dryRun: true })).kept).toEqual([]);
    expect(everythingIn(folder)).toEqual(before);
    expect(await node.runtime.database.reader.session.count()).toBe(2);
    await stop(node);

    const { kept } = await restore(folder, file);
    const suffix = `.before-restore-${now.toISOString().slice(0, 19).replaceAll(":", "-")}Z`;
    const keptSchema = `latchkey${suffix.toLowerCase().replaceAll(/[.:-]/g, "_")}`;
    expect(kept).toEqual([
      path.join(folder, "site-rules", `password-rules.json${suffix}`),
      provider === "sqlite" ? path.join(folder, `latchkey.db${suffix}`) : `the schema ${keptSchema} of the database`,
    ]);
    expect(readFileSync(path.join(folder, "site-rules", "password-rules.json"), "utf8")).toBe("{}");
    const restored = await start(folder);
    const users = await restored.runtime.database.reader.user.findMany({ orderBy: { createdAt: "asc" } });
    expect(users.map(({ email }) => email)).toEqual(["boss@example.org", "ada@example.org"]);
  }, 60_000);

  test("a broken, truncated, foreign, locked or newer archive is refused with its reason, and changes nothing", async () => {
    const folder = await place("data");
    const identity = await generateIdentity();
    const plain = path.join(root, "plain.tar.gz");
    const locked = path.join(root, "locked.age");
    const node = await start(folder);
    await node.person("ada");
    await backUp(folder, plain);
    await backUp(folder, locked, { recipients: [await identityToRecipient(identity)] });
    await stop(node);

    const bytes = readFileSync(plain);
    const write = (name: string, content: Buffer | string): string => {
      writeFileSync(path.join(root, name), content);
      return path.join(root, name);
    };
    const changed = (source: Buffer, at: number): Buffer => {
      const copy = Buffer.from(source);
      copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
      return copy;
    };
    const files = await filesIn(bytes);
    const [manifestFile, firstPart] = files;
    if (manifestFile === undefined || firstPart === undefined) throw new Error("no parts");
    const wrongPart = { ...firstPart, content: Buffer.from("x") };
    const changedPart = { ...firstPart, content: changed(firstPart.content, firstPart.content.length - 50) };
    const first = firstPart.name;
    const foreign = provider === "sqlite" ? "postgresql" : "sqlite";
    const withManifest = (change: (manifest: Record<string, unknown>) => void): Promise<Buffer> => {
      const manifest = JSON.parse(String(files[0]?.content));
      change(manifest);
      return archiveOf([{ name: "manifest.json", content: Buffer.from(JSON.stringify(manifest)) }, ...files.slice(1)]);
    };
    const lockedBytes = readFileSync(locked);
    const key = { identities: [identity] };
    const other = { identities: [await generateIdentity()] };
    const cases: [file: string, key: BackupKey | null, reason: RegExp][] = [
      [write("half", bytes.subarray(0, bytes.length / 2)), null, /truncated or damaged/],
      [write("without-end", bytes.subarray(0, bytes.length - 1)), null, /truncated or damaged/],
      [write("empty", ""), null, /isn't a backup of Latchkey/],
      [write("text", "hello"), null, /isn't a backup of Latchkey/],
      [write("zipped", gzipSync("hello")), null, /truncated or damaged|isn't a backup/],
      [
        write("foreign", await archiveOf([{ name: "etc/passwd", content: Buffer.from("x") }])),
        null,
        /isn't a backup of Latchkey: it doesn't begin with a manifest/,
      ],
      [
        write("climbing", await archiveOf([manifestFile, { ...wrongPart, name: `../${first}` }])),
        null,
        /has a part that no backup has/,
      ],
      [write("swapped", await archiveOf([manifestFile, wrongPart])), null, new RegExp(`${first} was changed`)],
      [write("without-database", await archiveOf([manifestFile])), null, new RegExp(`${first} is missing`)],
      [write("page", await archiveOf([manifestFile, changedPart])), null, new RegExp(`${first} was changed`)],
      [
        write(
          "of-the-other-database",
          await withManifest((manifest) => Object.assign(manifest["database"] as object, { provider: foreign })),
        ),
        null,
        /^The backup is one of .+, and DATABASE_URL is .+: restore it into .+ with npm run move\.$/,
      ],
      [
        write(
          "newer",
          await withManifest((manifest) =>
            Object.assign(manifest["database"] as object, { last_migration: "2099_later" }),
          ),
        ),
        null,
        /made by a newer version of Latchkey \(.*2099_later\)/,
      ],
      [
        write("newer-format", await withManifest((manifest) => Object.assign(manifest, { format_version: 2 }))),
        null,
        /has format 2, which a newer version/,
      ],
      [write("other-fields", await withManifest((manifest) => delete manifest["parts"])), null, /other fields/],
      [locked, null, /is encrypted: give its key/],
      [locked, other, /can't be opened with this key/],
      [write("locked-half", lockedBytes.subarray(0, lockedBytes.length / 2)), key, /truncated or damaged/],
      [write("locked-changed", changed(lockedBytes, lockedBytes.length - 100)), key, /truncated or damaged/],
      [path.join(root, "missing"), null, /doesn't exist/],
    ];
    const before = everythingIn(folder);
    const database = await contentOf(folder);
    const wrong: string[] = [];
    for (const [file, opening, reason] of cases) {
      const refusal = await refusalOf(restore(folder, file, { key: opening }));
      if (!reason.test(refusal)) wrong.push(`${path.basename(file)}: ${refusal}`);
    }
    expect(wrong).toEqual([]);
    expect(everythingIn(folder)).toEqual(before);
    expect(await contentOf(folder)).toEqual(database);
  }, 120_000);

  test("secrets of another database are refused before anything changes, and so are missing ones", async () => {
    const folder = await place("data");
    const file = path.join(root, "backup.tar.gz");
    const node = await start(folder);
    await backUp(folder, file);
    await stop(node);
    const empty = await place("empty");
    expect(await refusalOf(restore(empty, file))).toContain("has no secrets.json");
    expect(everythingIn(empty)).toEqual([]);
    const secrets = { AUTH_SECRET: KEY, JWT_SECRET: KEY, ENCRYPTION_KEY: KEY, PASSWORD_KEY: KEY };
    const foreign = restoreBackup(contextOf(empty, secrets), { file, key: null, dryRun: false });
    expect(await refusalOf(foreign)).toContain("ENCRYPTION_KEY isn't the key");
    expect(everythingIn(empty)).toEqual([]);
    if (provider === "postgresql") expect(await contentOf(empty)).toEqual([]);
  }, 60_000);

  test("a backup of an older schema is migrated", async () => {
    const folder = await place("data");
    const file = path.join(root, "backup.tar.gz");
    const all = path.resolve("prisma", provider, "migrations");
    const older = folderNamed("migrations");
    const names = readMigrations(all).map(({ name }) => name);
    for (const name of names.slice(0, -3)) cpSync(path.join(all, name), path.join(older, name), { recursive: true });
    const { database } = contextOf(folder);
    if (database.provider === "sqlite") prepareSqliteFile(database.file, older);
    else await migrateDatabase(database, older);
    const { manifest } = await backUp(folder, file);
    expect(manifest.database.last_migration).toBe(names.at(-4));
    await stop(await start(folder));
    await restore(folder, file);
    const { manifest: again } = await backUp(folder, path.join(root, "again.tar.gz"));
    expect(again.database.last_migration).toBe(names.at(-1));
    expect(again.database.rolled_back_at).toBe(now.toISOString());
  }, 60_000);

  // Archives are encrypted by the same code.
  if (provider === "sqlite")
    test("a passphrase opens what it encrypted", async () => {
      const folder = await place("data");
      const file = path.join(root, "backup.age");
      await stop(await start(folder));
      await backUp(folder, file, { passphrase: PASSPHRASE });
      expect(readFileSync(file, "latin1").startsWith("age-encryption.org/v1\n-> scrypt")).toBe(true);
      expect(await refusalOf(restore(folder, file, { key: { passphrase: "another" } }))).toContain("can't be opened");
      expect((await restore(folder, file, { key: { passphrase: PASSPHRASE } })).kept).toHaveLength(1);
    }, 120_000);

  // The signals are handled by the same code.
  if (provider === "sqlite")
    test("a stop in the middle leaves neither a backup nor a part of it", async () => {
      const folder = await place("data");
      const target = folderNamed("target");
      await stop(await start(folder));
      const before = everythingIn(folder);
      // The key of a passphrase takes long to compute.
      const child = spawn(
        process.execPath,
        ["--import", "tsx", "scripts/backup.ts", "--encrypt", path.join(target, "b.age")],
        {
          stdio: "ignore",
          env: {
            PATH: process.env["PATH"] ?? "",
            NODE_ENV: "test",
            ...blankSettings(process.cwd()),
            ...settingsOf(folder),
            BACKUP_PASSPHRASE: PASSPHRASE,
          },
        },
      );
      const ended = once(child, "close");
      await expect
        .poll(() => everythingIn(folder).some((name) => name.startsWith(".latchkey-backup-")), { timeout: 100_000 })
        .toBe(true);
      child.kill("SIGTERM");
      await ended;
      expect(child.exitCode).toBe(143);
      expect([everythingIn(folder), everythingIn(target)]).toEqual([before, []]);
    }, 180_000);

  // PostgreSQL has a disk of its own.
  if (provider === "sqlite")
    test("a data folder on another disk than the database gets its files too", async ({ skip }) => {
      const folder = await place("data");
      const file = path.join(root, "backup.age");
      const identity = await generateIdentity();
      await stop(await start(folder));
      await backUp(folder, file, { recipients: [await identityToRecipient(identity)] });
      const disk = mountSmallDisk();
      if ("refused" in disk) return skip(disk.refused);
      try {
        const database = path.join(folderNamed("database"), "latchkey.db");
        const settings = { ...settingsOf(folder), DATA_DIR: disk.folder, DATABASE_URL: `file:${database}` };
        const context = createBackupContext(parseConfig(settings, process.cwd()), () => now);
        await restoreBackup(context, { file, key: { identities: [identity] }, dryRun: false });
        expect(everythingIn(disk.folder)).toEqual(["secrets.json"]);
        expect(statSync(path.join(disk.folder, "secrets.json")).mode & 0o777).toBe(0o600);
        expect(readFileSync(path.join(disk.folder, "secrets.json"))).toEqual(
          readFileSync(path.join(folder, "secrets.json")),
        );
        expect(statSync(database).size).toBeGreaterThan(0);
      } finally {
        disk.remove();
      }
    }, 60_000);

  // The copy is written by the same code.
  if (provider === "sqlite")
    test("a taken name, a missing folder and a full disk end with a sentence and leave nothing", async ({ skip }) => {
      const folder = await place("data");
      const target = folderNamed("target");
      await stop(await start(folder));
      writeFileSync(path.join(target, "taken"), "x");
      expect(await refusalOf(backUp(folder, path.join(target, "taken")))).toContain("/target/taken already exists");
      expect(await refusalOf(backUp(folder, path.join(target, "missing", "b")))).toContain(
        "doesn't exist: create it first",
      );
      expect(await refusalOf(backUp(target, path.join(target, "b")))).toContain("there is no database to back up");
      expect(everythingIn(target)).toEqual(["taken"]);
      expect(everythingIn(folder).filter((name) => name.startsWith("."))).toEqual([]);

      const disk = mountSmallDisk();
      if ("refused" in disk) return skip(disk.refused);
      try {
        for (const free of [0, 8 * 1024]) {
          disk.leaveFree(free);
          const failure = await backUp(folder, path.join(disk.folder, "b")).then(
            () => null,
            (error: unknown) => error,
          );
          expect(asStartupError(failure)?.message, String(free)).toContain("the disk is full");
          expect(everythingIn(disk.folder)).toEqual(["filler"]);
        }
        disk.free();
        cpSync(path.join(folder, "latchkey.db"), path.join(disk.folder, "latchkey.db"));
        expect(await refusalOf(backUp(disk.folder, path.join(target, "b")))).toContain(
          "The disk is too full: a backup needs",
        );
        expect([everythingIn(disk.folder), everythingIn(target)]).toEqual([["latchkey.db"], ["taken"]]);
      } finally {
        disk.remove();
      }
    }, 60_000);
});

type File = { name: string; content: Buffer };

async function filesIn(archive: Buffer): Promise<File[]> {
  const extract = createExtract();
  extract.end(gunzipSync(archive));
  const files: File[] = [];
  for await (const entry of extract) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
    files.push({ name: entry.header.name, content: Buffer.concat(chunks) });
  }
  return files;
}

async function archiveOf(files: readonly File[]): Promise<Buffer> {
  const pack = createPack();
  for (const { name, content } of files) pack.entry({ name }, content);
  pack.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of pack as AsyncIterable<Buffer>) chunks.push(chunk);
  return gzipSync(Buffer.concat(chunks));
}
