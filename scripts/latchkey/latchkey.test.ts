import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import bcrypt from "bcryptjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generatePasswordSchema } from "@/lib/schemas/generator-modes";
import { fieldsOf } from "@/lib/web/api/fields-of";

type Outcome = { exitCode: number | string | null | undefined; output: string; errors: string };

const script = path.resolve(import.meta.dirname, "../latchkey.mjs");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "latchkey-command-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command from another folder, with only the test's own programs on the search path. */
function latchkey(...args: string[]): Promise<Outcome> {
  return latchkeyWith({}, ...args);
}

function latchkeyWith(settings: Record<string, string>, ...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [script, ...args],
      { cwd: folder, env: { ...process.env, PATH: folder, ...settings } },
      (error, output, errors) => {
        resolve({ exitCode: error === null ? 0 : error.code, output, errors });
      },
    );
  });
}

function putProgram(name: string, lines: string): void {
  writeFileSync(path.join(folder, name), `#!/bin/sh\n${lines}\n`);
  chmodSync(path.join(folder, name), 0o755);
}

test("prints the password and nothing else", async () => {
  const { exitCode, output, errors } = await latchkey("generate", "--length", "20", "--no-use-special-chars");
  expect(output).toMatch(/^[a-zA-Z0-9]{20}\n$/);
  expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
});

test("accepts the modes and options of the API, and returns the same reply", async () => {
  const [phrase, pins, spoken, token] = await Promise.all([
    latchkey("generate", "--mode", "passphrase", "--words=4", "--separator", ".", "--include-number", "--json"),
    latchkey("generate", "--mode=pin", "--count=3"),
    latchkey("generate", "--mode=pin", "--length=4", "--say"),
    latchkey("generate", "--mode=token", "--bytes=24", "--encoding", "base58", "--prefix", "sk_live_"),
  ]);
  expect(JSON.parse(phrase.output)).toMatchObject({ mode: "passphrase", words: 4, entropy_bits: 57.02 });
  expect(pins.output).toMatch(/^([0-9]{6}\n){3}$/);
  expect(token.output).toMatch(/^sk_live_[1-9A-HJ-NP-Za-km-z]{24,33}\n$/);
  expect(spoken.output).toMatch(/^[0-9]{4}\n[a-z]+( [a-z]+){3}\n$/);
});

test("applies a site's rules, from the lists of the settings", async () => {
  const lists = path.join(folder, "password-rules.json");
  writeFileSync(
    lists,
    JSON.stringify({ "bank.example": { "password-rules": "minlength: 6; maxlength: 8; required: digit;" } }),
  );
  const { output } = await latchkeyWith({ SITE_RULES: lists }, "generate", "--site", "www.bank.example");
  expect(output).toMatch(/^[0-9]{8}\n$/);
});

test("says on the error output that there are no lists for a site", async () => {
  const { exitCode, output, errors } = await latchkeyWith({ SITE_RULES: "off" }, "generate", "--site=bank.example");
  expect(output).toMatch(/^\S{12}\n$/);
  expect({ exitCode, errors: errors.trim() }).toEqual({
    exitCode: 0,
    errors: "This server has no site lists yet, so the site's rules aren't known.",
  });
});

test("supports the formats and hashes of the API, without a log-in", async () => {
  const [env, table, hashed, users] = await Promise.all([
    latchkey("generate", "--format", "env", "--dialect=sh", "--name=DB", "--count=2", "--mode=pin"),
    latchkey("generate", "--format=csv", "--mode=pin"),
    latchkeyWith({ BCRYPT_COST: "10" }, "generate", "--hash", "bcrypt", "--mode=pin"),
    latchkeyWith(
      { BCRYPT_COST: "10" },
      "generate",
      "--format=htpasswd",
      "--hash=bcrypt",
      "--username=ada",
      "--mode=pin",
    ),
  ]);
  expect(env.output).toMatch(/^DB_1='[0-9]{6}'\nDB_2='[0-9]{6}'\n$/);
  expect(table.output).toMatch(/^password,entropy_bits,length\r\n[0-9]{6},19.8,6\r\n$/);
  const [password = "", hash = ""] = hashed.output.trimEnd().split("\t");
  expect(hash).toMatch(/^\$2b\$10\$/);
  expect(bcrypt.compareSync(password, hash)).toBe(true);
  expect(users.output).toMatch(/\n# ada: [0-9]{6}\nada:\$2y\$10\$/);
});

test.each([
  [["--format=htpasswd"], "format htpasswd needs hash bcrypt, which web servers read.\n"],
  [["--name=DB"], "name goes with format env or k8s-secret.\n"],
  [["--json", "--format=csv"], "--json is --format json. Leave out one of them.\n"],
])("%j is refused", async (args, message) => {
  expect(await latchkey("generate", ...args)).toEqual({ exitCode: 2, output: "", errors: message });
});

test("invalid settings stop only requests that need the settings", async () => {
  const wrong = { PORT: "many" };
  expect((await latchkeyWith(wrong, "generate", "--length=9")).exitCode).toBe(0);
  const { exitCode, errors } = await latchkeyWith(wrong, "generate", "--site=bank.example");
  expect([exitCode, errors]).toEqual([2, expect.stringContaining("PORT is")]);
});

test("prints a refusal to standard error, with exit code 2", async () => {
  const { exitCode, output, errors } = await latchkey("generate", "--mode=pin", "--words=6");
  expect({ exitCode, output, errors }).toEqual({
    exitCode: 2,
    output: "",
    errors: "--words: Applies to mode passphrase only.\n",
  });
});

test("help lists every option of the schema", async () => {
  const { exitCode, output } = await latchkey("generate", "--help");
  expect(exitCode).toBe(0);
  for (const name of [...Object.keys(fieldsOf(generatePasswordSchema).shape), "copy", "json"]) {
    expect(output).toContain(`\n  --${name.replaceAll("_", "-")}`);
  }
  expect(output).not.toContain("npx latchkey");
});

test("refuses another command and prints the usage", async () => {
  const [none, wrong] = await Promise.all([latchkey(), latchkey("degenerate")]);
  for (const { exitCode, output, errors } of [none, wrong]) {
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: "" });
    expect(errors).toContain("npx --no latchkey generate");
  }
});

test("copying without a clipboard program fails, and prints no password", async () => {
  const { exitCode, output, errors } = await latchkey("generate", "--copy");
  expect({ exitCode, output }).toEqual({ exitCode: 1, output: "" });
  expect(errors).toMatch(/^Nothing was copied: none of pbcopy, wl-copy, xclip, xsel, clip\.exe /);
});

test("copies to the first clipboard program that works, and prints no password", async () => {
  putProgram("wl-copy", "exit 1");
  putProgram("xclip", `/bin/cat > '${folder}/copied'; echo "$@" > '${folder}/arguments'; (/bin/sleep 3) &`);
  putProgram("xsel", "exit 0");
  const { exitCode, output, errors } = await latchkey("generate", "--mode=pin", "--copy");
  expect({ exitCode, output }).toEqual({ exitCode: 0, output: "" });
  expect(errors).toBe("Copied to the clipboard: 19.8 bits.\n");
  expect(readFileSync(path.join(folder, "copied"), "utf8")).toMatch(/^[0-9]{6}$/);
  expect(readFileSync(path.join(folder, "arguments"), "utf8")).toBe("-selection clipboard\n");
});
