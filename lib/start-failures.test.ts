import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asStartupError, explainRefusal } from "./start-failures";
import { createEmptyPostgresql, type DatabaseCopy } from "./testing/databases";
import { mountSmallDisk } from "./testing/small-disk";
import { startAndStop } from "./testing/start-and-stop";

describe("the operator's words for an error code", () => {
  test.each([
    ["ENOSPC", "the disk is full"],
    ["SQLITE_FULL", "the disk is full"],
    ["EDQUOT", "the disk quota is reached"],
    ["EFBIG", "the limit on the size of files"],
    ["EROFS", "the file system is read-only"],
    ["EACCES", "permission is missing"],
    ["SQLITE_READONLY_DIRECTORY", "permission is missing"],
    ["ENOTDIR", "a part of its path is a file instead of a folder"],
    ["EMFILE", "too many files are open"],
    ["SQLITE_BUSY", "another program is using it"],
    ["EIO", "the disk reports an error"],
    ["SQLITE_IOERR_WRITE", "the disk reports an error"],
  ])("%s is named, also when another error wraps it", (code, words) => {
    const error = Object.assign(new Error("write failed"), { code });
    expect(explainRefusal(error)).toContain(words);
    const wrapped = new Error("Prisma failed", { cause: error });
    expect(asStartupError(wrapped)?.message).toMatch(new RegExp(`^The data can't be read or written: ${words}`));
  });

  test("there are none for a fault of the program", () => {
    expect(asStartupError(new TypeError("x is undefined"))).toBeNull();
    expect(asStartupError(Object.assign(new Error("?"), { code: "ERR_ASSERTION" }))).toBeNull();
  });
});

const disk = mountSmallDisk();
const refused = "refused" in disk ? ` (skipped: a file system can't be mounted here: ${disk.refused.trim()})` : "";

test.skipIf("refused" in disk)(
  `a read-only file system is named at a first start and a later one${refused}`,
  async () => {
    if ("refused" in disk) return;
    const used = path.join(disk.folder, "used");
    expect(await startAndStop(used)).toBeNull();
    execFileSync("mount", ["-o", "remount,ro", disk.folder]);
    try {
      for (const folder of [used, path.join(disk.folder, "new")])
        expect(await startAndStop(folder)).toMatch(
          /: the file system is read-only: make it writable\.( Its data is kept\.)?$/,
        );
    } finally {
      execFileSync("mount", ["-o", "remount,rw", disk.folder]);
    }
    expect(await startAndStop(used)).toBeNull();
    disk.remove();
  },
);

describe("a start with a PostgreSQL database that can't be used", () => {
  let copy: DatabaseCopy;
  let url: URL;
  let folder: string;
  let administrator: pg.Client;
  const name = (): string => url.pathname.slice(1);
  const role = `start_${process.pid}`;
  const password = "QzHunter2";

  beforeAll(async () => {
    copy = await createEmptyPostgresql();
    if (copy.location.provider !== "postgresql") throw new Error("The copy is a PostgreSQL database.");
    url = new URL(copy.location.url);
    folder = mkdtempSync(path.join(tmpdir(), "latchkey-start-"));
    administrator = new pg.Client(url.href);
    await administrator.connect();
    await administrator.query(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'`);
  });
  afterAll(async () => {
    await administrator.query(`DROP OWNED BY ${role}`);
    await administrator.query(`DROP ROLE ${role}`);
    await administrator.end();
    await copy.remove();
    rmSync(folder, { recursive: true });
  });

  /** The refusal of a start with another role or other parts of the URL. */
  async function refusalWith(change: (target: URL) => void): Promise<string | null> {
    const target = new URL(url);
    change(target);
    const data = mkdtempSync(path.join(folder, "data-"));
    return startAndStop(data, undefined, { DATABASE_URL: target.href });
  }
  const asRole = (target: URL): void => void Object.assign(target, { username: role, password });

  test.each<[string, (target: URL) => void, RegExp]>([
    ["a database that doesn't exist", (to) => void (to.pathname = "/missing"), /database "missing" does not exist/],
    ["a role that doesn't exist", (to) => void (to.username = "nobody_here"), /nobody_here/],
    ["a port without a server", (to) => void (to.port = "9"), /ECONNREFUSED/],
    ["a role that may create no tables", asRole, /permission denied for schema public/],
  ])("names %s in one line without the password", async (_, change, reason) => {
    const refusal = await refusalWith(change);
    expect(refusal).toMatch(reason);
    expect(refusal).toMatch(
      /^(PostgreSQL at \S+ can't be used|The migration \S+ failed and was rolled back): [^\n]+\.$/,
    );
    expect(refusal).not.toContain(password);
  });

  test("names a server whose connections are used up", async () => {
    await administrator.query(`ALTER DATABASE "${name()}" CONNECTION LIMIT 0`);
    try {
      expect(await refusalWith(asRole)).toMatch(
        /^PostgreSQL at \S+ can't be used: too many connections for database "\S+"\. All of the server's connections are in use: lower DATABASE_POOL_MAX,/,
      );
    } finally {
      await administrator.query(`ALTER DATABASE "${name()}" CONNECTION LIMIT -1`);
    }
  });
});
