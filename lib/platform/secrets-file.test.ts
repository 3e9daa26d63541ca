import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findSecretWeakness } from "@/lib/config";
import { loadSecrets, readSecrets } from "./secrets-file";

let dataDirectory: string;
beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), "latchkey-secrets-"));
});
afterEach(() => rmSync(dataDirectory, { recursive: true, force: true }));

const file = () => join(dataDirectory, "secrets.json");

test("secrets created at first start are strong, private and kept", () => {
  const made = loadSecrets({ dataDirectory, secrets: {} });
  for (const [secret] of Object.values(made)) expect(findSecretWeakness(secret ?? "")).toBeNull();
  expect(new Set(Object.values(made).map(([secret]) => secret)).size).toBe(4);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(loadSecrets({ dataDirectory, secrets: {} })).toEqual(made);
  expect(readdirSync(dataDirectory)).toEqual(["secrets.json"]);
});

test("the environment takes precedence over the file, key by key", () => {
  const made = loadSecrets({ dataDirectory, secrets: {} });
  const loaded = loadSecrets({ dataDirectory, secrets: { JWT_SECRET: ["new", "old"] } });
  expect(loaded).toEqual({ ...made, JWT_SECRET: ["new", "old"] });
});

test("a file that others can read is made private again", () => {
  loadSecrets({ dataDirectory, secrets: {} });
  chmodSync(file(), 0o644);
  loadSecrets({ dataDirectory, secrets: {} });
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test("reading the secrets creates and repairs nothing", () => {
  expect(readSecrets({ dataDirectory, secrets: {} })).toBeNull();
  expect(readdirSync(dataDirectory)).toEqual([]);
  const made = loadSecrets({ dataDirectory, secrets: {} });
  chmodSync(file(), 0o644);
  expect(readSecrets({ dataDirectory, secrets: {} })).toEqual(made);
  expect(statSync(file()).mode & 0o777).toBe(0o644);
});

test("a damaged file is refused and not changed", () => {
  writeFileSync(file(), '{"AUTH_SECRET":');
  expect(() => loadSecrets({ dataDirectory, secrets: {} })).toThrow(/damaged/);
  expect(readFileSync(file(), "utf8")).toBe('{"AUTH_SECRET":');
});

test("a data directory that can't be created is reported in one sentence", () => {
  writeFileSync(join(dataDirectory, "taken"), "");
  expect(() => loadSecrets({ dataDirectory: join(dataDirectory, "taken"), secrets: {} })).toThrow(
    /taken can't be used: a part of its path is a file/,
  );
});
