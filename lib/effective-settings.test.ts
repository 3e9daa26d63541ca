import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { settingNames as namesIn } from "@/scripts/lib/test-environment.mjs";
import { parseConfig, secretNames, settingNames } from "./config";
import { settingGroups } from "./domain/system/effective-setting";
import { settingExamples } from "./domain/system/setting-examples";
import { effectiveSettings } from "./effective-settings";
import { startNode } from "./testing/child-process";

const METRICS_TOKEN = "f3c1a97e04b85d62e90b7c41d8a2650f";

const settingsOf = (environment: Record<string, string>, fromFile: string[] = []) =>
  Object.fromEntries(
    effectiveSettings(parseConfig(environment, "/srv", new Set(fromFile))).map(
      ({ name, group: _group, ...setting }) => [name, setting],
    ),
  );

describe("effective settings", () => {
  test("every setting of .env.example is listed, in the same order", () => {
    const inExample = namesIn(readFileSync(resolve(import.meta.dirname, "../.env.example"), "utf8"));
    expect(settingNames).toEqual(inExample);
    expect(effectiveSettings(parseConfig({}, "/srv")).map(({ name }) => name)).toEqual(inExample);
  });

  test("the defaults in .env.example are the effective ones", () => {
    const example = readFileSync(resolve(import.meta.dirname, "../.env.example"), "utf8");
    const defaults = [...example.matchAll(/^# ([A-Z][A-Z0-9_]*)=(\S+)$/gm)].map(([, name = "", value = ""]) => [
      name,
      value.replace("./", "/srv/"),
    ]);
    const shown = settingsOf({});
    const unused = ["MAIL_PORT", "MAIL_USE_TLS", "RESEND_BASE_URL"];
    for (const [name = "", value] of defaults)
      expect(shown[name]?.value, name).toBe(unused.includes(name) ? null : value);
  });

  test("every setting but the secrets has an example that a start accepts", () => {
    expect(Object.keys(settingExamples).sort()).toEqual(
      settingNames.filter((name) => !secretNames.some((secret) => secret === name)).sort(),
    );
    // A password or token that is one here is no example, and the two transports exclude each other.
    const together = { ...settingExamples, ADMIN_PASSWORD: "harbour-lantern-58-cedar", METRICS_TOKEN };
    const shown = settingsOf(together);
    for (const name of Object.keys(settingExamples)) expect(shown[name]?.source, name).toBe("environment");
    expect(() => settingsOf({ ...together, MAIL_TRANSPORT: "resend" })).not.toThrow();
  });

  test("each says where it was set", () => {
    const shown = settingsOf(
      { PORT: "4000", LOG_LEVEL: "warn", SIGNUP: " ", JWT_SECRET: "kJ8vQ2xNfR5tYw7ZbC3mLp9HsD6gUa1EiOoXqVnT" },
      ["LOG_LEVEL"],
    );
    expect(shown.PORT).toEqual({ value: "4000", source: "environment", secret: false });
    expect(shown.LOG_LEVEL).toEqual({ value: "warn", source: ".env", secret: false });
    expect(shown.SIGNUP).toEqual({ value: "open", source: "default", secret: false });
    expect(shown.JWT_SECRET).toEqual({ value: "set", source: "environment", secret: true });
    expect(shown.AUTH_SECRET).toEqual({ value: "set", source: "secrets.json", secret: true });
    expect(shown.ADMIN_PASSWORD).toEqual({ value: null, source: "default", secret: true });
  });

  test("a setting that isn't used has no value", () => {
    expect(settingsOf({ MAIL_TRANSPORT: "outbox", MAIL_PORT: "25" }).MAIL_PORT).toEqual({
      value: null,
      source: "environment",
      secret: false,
    });
  });

  test("a mail server's user name is shown unless it contains the secret", () => {
    const mail = { MAIL_SERVER: "mail", MAIL_FROM: "a@b.example" };
    expect(
      settingsOf({ ...mail, MAIL_USERNAME: "ada@b.example", MAIL_PASSWORD: "hunter2" }).MAIL_USERNAME,
    ).toMatchObject({ value: "ada@b.example", secret: false });
    expect(settingsOf({ ...mail, MAIL_USERNAME: "token-42", MAIL_PASSWORD: "token-42" }).MAIL_USERNAME).toMatchObject({
      value: "set",
      secret: true,
    });
  });

  test.each([
    ["postgresql://ada:hunter2@db.example.com:5433/latchkey", "postgresql://db.example.com:5433/latchkey"],
    ["postgres://db/latchkey?user=ada&password=hunter2&sslmode=require", "postgresql://db/latchkey"],
    ["file:/srv/x.db", "file:/srv/x.db"],
  ])("the database %s is shown without its credentials", (url, shown) => {
    expect(settingsOf({ DATABASE_URL: url }).DATABASE_URL?.value).toBe(shown);
  });

  test("values from .env are distinguished from those of the environment, which takes precedence", async () => {
    const folder = mkdtempSync(join(tmpdir(), "latchkey-settings-"));
    writeFileSync(join(folder, ".env"), "LOG_LEVEL=warn\nPORT=4000\nSIGNUP=closed\n");
    const source = `
      const { getConfig } = await import("@/lib/config");
      const [folder] = process.argv.slice(1);
      for (const name of Object.keys(process.env)) if (name !== "PATH") delete process.env[name];
      Object.assign(process.env, { PORT: "5000", SIGNUP: "" });
      process.chdir(folder);
      const { port, logLevel, signUp, origins } = getConfig();
      console.log(JSON.stringify({ port, logLevel, signUp, origins }));`;
    const { output } = await startNode(source, folder).ended;
    expect(JSON.parse(output)).toEqual({
      port: 5000,
      logLevel: "warn",
      signUp: "open",
      origins: { PORT: "environment", LOG_LEVEL: ".env" },
    });
    rmSync(folder, { recursive: true });
  });
});

test("each setting is in the group under which the documentation has it", () => {
  const text = readFileSync("docs/configuration.md", "utf8");
  const documented = text.split(/^## /m).flatMap((part) => {
    const title = part.slice(0, part.indexOf("\n"));
    return [...part.matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(([, name]) => [name, title]);
  });
  const shown = effectiveSettings(parseConfig({}, "/srv")).map(({ name, group }) => [name, settingGroups[group]]);
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(documented));
});
