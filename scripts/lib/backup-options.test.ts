import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseBackupOptions, parseRestoreOptions, readIdentities, readPassphrase } from "./backup-options";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "latchkey-options-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a backup without a name gets one with the time", () => {
  const now = new Date("2026-03-04T05:06:07.890Z");
  expect(parseBackupOptions([], now)).toEqual({
    file: resolve("latchkey-2026-03-04T05-06-07Z.tar.gz"),
    encrypts: false,
    recipients: [],
  });
  expect(parseBackupOptions(["--encrypt"], now)?.file).toBe(resolve("latchkey-2026-03-04T05-06-07Z.tar.gz.age"));
  expect(parseBackupOptions(["--recipient=age1a", "--recipient=age1b", "/b"], now)).toEqual({
    file: resolve("/b"),
    encrypts: true,
    recipients: ["age1a", "age1b"],
  });
  expect(parseBackupOptions(["--passphrase-file=p", "/b"])).toMatchObject({ encrypts: true, passphraseFile: "p" });
});

test("wrong arguments are refused", () => {
  expect(parseBackupOptions(["a", "b"])).toBeNull();
  expect(parseBackupOptions(["--recipient=age1a", "--passphrase-file=p"])).toBeNull();
  expect(parseBackupOptions(["--unknown"])).toBeNull();
  expect(parseRestoreOptions([])).toBeNull();
  expect(parseRestoreOptions(["a", "b"])).toBeNull();
  expect(parseRestoreOptions(["a", "--identity=i", "--passphrase-file=p"])).toBeNull();
});

test("a passphrase comes from a file, the environment or the terminal, and a new one is long and typed twice", async () => {
  const file = join(folder, "passphrase");
  writeFileSync(file, "long enough passphrase\n");
  const environment = { BACKUP_PASSPHRASE: "another passphrase" };
  const typed =
    (...answers: string[]) =>
    () =>
      Promise.resolve(answers.shift() ?? "");
  const fromFile = readPassphrase({ passphraseFile: file, isNew: true }, { environment, ask: null });
  expect(await fromFile).toBe("long enough passphrase");
  expect(await readPassphrase({ isNew: true }, { environment, ask: null })).toBe("another passphrase");
  const ask = typed("typed passphrase", "typed passphrase");
  expect(await readPassphrase({ isNew: true }, { environment: {}, ask })).toBe("typed passphrase");
  expect(await readPassphrase({ isNew: false }, { environment: {}, ask: typed("short") })).toBe("short");
  const different = typed("typed passphrase", "typed differently");
  await expect(readPassphrase({ isNew: true }, { environment: {}, ask: different })).rejects.toThrow("differ");
  await expect(readPassphrase({ isNew: true }, { environment: {}, ask: typed("short") })).rejects.toThrow("too short");
  await expect(readPassphrase({ isNew: true }, { environment: {}, ask: null })).rejects.toThrow("no terminal");
});

test("an identity file may have comments", () => {
  const file = join(folder, "identity");
  writeFileSync(file, "# created: today\nAGE-SECRET-KEY-1ABC\n");
  expect(readIdentities(file)).toEqual(["AGE-SECRET-KEY-1ABC"]);
  writeFileSync(file, "# nothing\n");
  expect(() => readIdentities(file)).toThrow("has no identity");
  expect(() => readIdentities(join(folder, "missing"))).toThrow("can't be read");
});
