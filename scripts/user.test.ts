import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleBytes } from "@/lib/domain/user-import/testing/samples";
import { blankSettings } from "./lib/test-environment.mjs";

const root = resolve(import.meta.dirname, "..");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "latchkey-user-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function importFile(name: string, content: string | Buffer, ...options: string[]) {
  const file = join(folder, name);
  writeFileSync(file, content);
  const env = { PATH: process.env["PATH"] ?? "", ...blankSettings(root), DATA_DIR: join(folder, "data") };
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/user.ts", "import", file, ...options], {
    cwd: root,
    env: { NODE_ENV: "test", SITE_RULES: "off", ...env },
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += String(chunk)));
  child.stderr.on("data", (chunk) => (output += String(chunk)));
  await once(child, "close");
  return { exitCode: child.exitCode, lines: output.trimEnd().split("\n") };
}

test("an import exits with 0, with 1 if a row or the file was refused, and with 2 for wrong arguments", async () => {
  const realm = sampleBytes("keycloak-realm.json");
  const looked = await importFile("realm.json", realm, "--dry-run");
  expect(looked.lines.slice(0, 3)).toEqual([
    "The file is an export of Keycloak.",
    "These columns look important, but aren't imported: requiredActions, realmRoles, groups.",
    "Would import 3, would skip 0, would refuse 0.",
  ]);
  expect(looked.exitCode).toBe(0);
  const done = await importFile("realm.json", realm, "--map=full_name=");
  expect([done.exitCode, done.lines[2]]).toEqual([0, "Imported 3, skipped 0, refused 0."]);
  const refused = await importFile("users.csv", "sep=;\r\nE-Mail;Vorname\r\n\r\nnobody;X\r\nada@example.org;Ada\r\n");
  expect([refused.exitCode, refused.lines.slice(0, 2)]).toEqual([
    1,
    ["Imported 1, skipped 0, refused 1.", "Row 3 refused: This isn't an email address."],
  ]);
  expect((await importFile("broken.json", "[{")).exitCode).toBe(1);
  expect((await importFile("users.csv", "email\n", "--unknown")).exitCode).toBe(2);
}, 120_000);
