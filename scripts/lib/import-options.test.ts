import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseImportOptions, readUserFile } from "./import-options";

describe("the arguments of an import", () => {
  test("are a file and options", () => {
    const none = { dry_run: false, allow_roles: false, mapping: {} };
    expect(parseImportOptions(["users.csv"])).toEqual({ file: "users.csv", ...none });
    expect(parseImportOptions(["a.json", "--dry-run", "--allow-roles", "--map=email=a.b", "--map=disabled="])).toEqual({
      file: "a.json",
      dry_run: true,
      allow_roles: true,
      mapping: { email: "a.b", disabled: null },
    });
  });

  test.each([[[]], [["--dry-run"]], [["a", "b"]], [["a", "--map=nothing=b"]], [["a", "--map=email"]]])(
    "%j is refused",
    (args) => expect(parseImportOptions(args)).toBeNull(),
  );
});

describe("a file of users", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "latchkey-users-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  test("is text in UTF-8 or UTF-16, whatever its name ends with", () => {
    const text = "email\tname\r\nada@example.org\tÄda\r\n";
    expect(readUserFile(write("users.txt", Buffer.from(`\ufeff${text}`, "utf16le")))).toEqual({ text });
    expect(readUserFile(write("users.csv", text))).toEqual({ format: "csv", text });
    expect(() => readUserFile(write("latin1.csv", Buffer.from("email,näme\n", "latin1")))).toThrow("Must be UTF-8");
    expect(() => readUserFile(join(folder, "missing.csv"))).toThrow("missing.csv can't be read");
  });

  test("may be an SQLite database with the user table of FastAPI's tutorials or of Django", () => {
    for (const table of ["users", "user", "auth_user"]) {
      const file = join(folder, `${table}.bin`);
      const database = new Sqlite(file);
      database.exec(`CREATE TABLE ${table} (email TEXT); INSERT INTO ${table} VALUES ('ada@example.org')`);
      database.close();
      expect(readUserFile(file)).toEqual({ rows: [{ email: "ada@example.org" }] });
    }
  });
});
