import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { copyDatabase, databaseProviders, type DatabaseCopy } from "@/lib/testing/databases";
import { startAndStop } from "@/lib/testing/start-and-stop";

describe.each(databaseProviders)("a start with a data folder without secrets.json (%s)", (provider) => {
  let copy: DatabaseCopy;
  let DATABASE_URL: string;
  let folder: string;
  beforeEach(async () => {
    copy = await copyDatabase(provider);
    DATABASE_URL = copy.location.provider === "sqlite" ? `file:${copy.location.file}` : copy.location.url;
    folder = mkdtempSync(path.join(tmpdir(), "latchkey-first-start-"));
  });
  afterEach(async () => {
    await copy.remove();
    rmSync(folder, { recursive: true });
  });

  const start = (dataFolder: string, settings: Record<string, string> = {}) =>
    startAndStop(dataFolder, undefined, { DATABASE_URL, ...settings });

  test("creates no secrets for a database that has another key", async () => {
    const first = path.join(folder, "first");
    expect(await start(first)).toBeNull();
    const { ENCRYPTION_KEY } = JSON.parse(readFileSync(path.join(first, "secrets.json"), "utf8"));
    const second = path.join(folder, "second");
    const otherKey = randomBytes(48).toString("base64");
    for (const ENCRYPTION_KEY of ["", otherKey]) {
      expect(await start(second, { ENCRYPTION_KEY })).toMatch(
        /^ENCRYPTION_KEY isn't the key that this database was created with/,
      );
      expect(readdirSync(second)).toEqual([]);
    }
    expect(await start(second, { ENCRYPTION_KEY })).toBeNull();
    expect(readdirSync(second)).toContain("secrets.json");
  });

  test("opens no database beside a damaged secrets.json", async () => {
    writeFileSync(path.join(folder, "secrets.json"), "{");
    const never = path.join(folder, "never.db");
    expect(await start(folder, { DATABASE_URL: `file:${never}` })).toMatch(/secrets file .* is damaged/);
    expect(readdirSync(folder)).toEqual(["secrets.json"]);
  });
});
