import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readForeignUsers } from "@/lib/data/foreign-users";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { codeAt } from "@/lib/testing/authenticator";
import { databaseProviders } from "@/lib/testing/databases";
import { importUserFile } from "./import-command";
import { operatorCommands } from "./operator-commands";

// bcrypt at cost 12 of "MyStrongPass123", as the tutorial's server stores it.
const TUTORIAL_HASH = "$2b$12$ocJuwT.9l6XHsz4qKlLXL.HMB2p20XubctvnOLwYIF2dFDucszux2";

async function runImport(...parameters: Parameters<typeof importUserFile>): Promise<string[]> {
  return (await importUserFile(...parameters)).lines;
}

describe.each(databaseProviders)("the operator's commands (%s)", (provider) => {
  let api: ApiClient;
  beforeAll(async () => {
    api = await createApiClient(provider);
  });
  afterAll(() => api.dispose());
  const logIn = (identifier: string, password: string) =>
    api.send("POST", "/api/v1/users/login", { identifier, password });

  test("imported users of an old database log in with their passwords", async () => {
    const folder = mkdtempSync(join(tmpdir(), "latchkey-foreign-"));
    const file = join(folder, "app.db");
    const old = new Sqlite(file);
    old.exec(
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email VARCHAR NOT NULL, full_name VARCHAR, password_hash VARCHAR NOT NULL, disabled BOOLEAN)",
    );
    const insert = old.prepare("INSERT INTO users (email, full_name, password_hash, disabled) VALUES (?, ?, ?, ?)");
    insert.run("Alice@Example.com", "Alice", TUTORIAL_HASH, 0);
    insert.run("alice@example.com", "Twice", TUTORIAL_HASH, 0);
    insert.run("not an address", null, TUTORIAL_HASH, 0);
    insert.run("plain@example.com", null, "MyStrongPass123", 0);
    insert.run("gone@example.com", null, TUTORIAL_HASH, 1);
    old.close();

    const lines = await runImport(api.runtime, { rows: readForeignUsers(file) });
    expect(lines).toEqual([
      "Imported 2, skipped 0, refused 3.",
      "Row 2 refused: Row 1 has the same address.",
      "Row 3 refused: This isn't an email address.",
      "Row 4 refused: password_hash: Must be a password hash, not a password.",
    ]);
    expect((await logIn("alice@example.com", "MyStrongPass124")).status).toBe(401);
    expect((await logIn("alice@example.com", "MyStrongPass123")).status).toBe(200);
    // The hash was upgraded to the current cost.
    expect((await logIn("alice@example.com", "MyStrongPass123")).status).toBe(200);
    expect((await logIn("gone@example.com", "MyStrongPass123")).body.code).toBe("invalid_credentials");
    rmSync(folder, { recursive: true });
  });

  test("imported TOTP secrets keep working, and an invalid secret is reported", async () => {
    const row = { hashed_password: TUTORIAL_HASH, is_active: 1 };
    const rows = [
      { ...row, email: "john@example.com", username: "johndoe", otp_secret: "LGLEREYEPVVWTLYO" },
      { ...row, email: "jane@example.com", username: null, otp_secret: "not base32" },
    ];
    expect(await runImport(api.runtime, { rows })).toEqual([
      "Imported 1, skipped 0, refused 1.",
      "Row 2 refused: totp_secret: Must be base32 of 80 bits or more.",
    ]);
    expect((await logIn("johndoe", "MyStrongPass123")).body.code).toBe("mfa_required");
    const code = await codeAt("LGLEREYEPVVWTLYO", new Date());
    expect((await api.form("/token", { username: "johndoe", password: `MyStrongPass123${code}` })).status).toBe(200);
  });

  test("a file imports users, and importing it again creates no duplicates", async () => {
    const text = `email,username\n${Array.from({ length: 120 }, (_, index) => `file${index}@example.org,file${index}\n`).join("")}`;
    const [first, ...told] = await runImport(api.runtime, { format: "csv", text });
    expect(first).toBe("Imported 120, skipped 0, refused 0.");
    expect(told[0]).toBe("Row 2 created: There is no password. The user needs an invitation.");
    expect((await runImport(api.runtime, { format: "csv", text }))[0]).toBe("Imported 0, skipped 120, refused 0.");
  });

  test("columns that look important and aren't understood are named before anything is written", async () => {
    const users = { text: "email,is_staff,status,favourite\nimportant@example.org,true,gold,tea\nnobody,,,\n" };
    const announced: string[] = [];
    const run = importUserFile(api.runtime, users, {}, (line) => announced.push(line));
    const { lines, complete } = await run;
    expect(announced).toEqual(["These columns look important, but aren't imported: is_staff, status."]);
    expect(lines[0]).toBe("Imported 1, skipped 0, refused 1.");
    expect(complete).toBe(false);
    const again = await importUserFile(api.runtime, { text: "email\nlooked-at@example.org\n" }, { dry_run: true });
    expect(again).toMatchObject({
      complete: true,
      lines: ["Would import 1, would skip 0, would refuse 0.", expect.stringMatching(/^Row 2/)],
    });
    expect((await logIn("looked-at@example.org", STRONG_PASSWORD)).status).toBe(401);
  });

  test("a temporary password ends all sessions and leads to a required password change", async () => {
    const person = await api.person("locked-out");
    const [, password = ""] = await operatorCommands["temporary-password"](api.runtime, "locked-out");
    expect((await api.get("/users/me", person.access)).status).toBe(401);
    expect((await logIn("locked-out", STRONG_PASSWORD)).status).toBe(401);
    const { access_token: access } = (await logIn("locked-out", password)).body;
    expect((await api.get("/users/me", access)).body.must_change_password).toBe(true);
    expect((await api.get("/api/v1/sessions", access)).body.code).toBe("password_change_required");
    const change = { current_password: password, new_password: STRONG_PASSWORD };
    const changed = await api.send("POST", "/change-password", change, access);
    expect(changed.status).toBe(200);
    expect((await api.get("/api/v1/sessions", changed.body.access_token)).status).toBe(200);
  });

  test("make-admin makes a user an administrator and refuses an unknown one", async () => {
    const { access } = await api.person("promoted");
    expect(await operatorCommands["make-admin"](api.runtime, "promoted@example.org")).toEqual([
      "promoted@example.org is now an administrator.",
    ]);
    expect((await api.get("/users/me", access)).body.role).toBe("admin");
    await expect(operatorCommands["make-admin"](api.runtime, "nobody")).rejects.toMatchObject({ code: "not_found" });
  });

  test("two administrators who leave at once can't both leave", async () => {
    const one = await api.person("first-admin");
    const two = await api.person("second-admin");
    for (const name of ["first-admin", "second-admin"]) await operatorCommands["make-admin"](api.runtime, name);
    const promoted = (await logIn("promoted", STRONG_PASSWORD)).body.access_token;
    expect((await api.send("DELETE", "/users/me", undefined, promoted)).status).toBe(200);
    const replies = await Promise.all(
      [one, two].map(({ access }) => api.send("DELETE", "/users/me", undefined, access)),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });
});
