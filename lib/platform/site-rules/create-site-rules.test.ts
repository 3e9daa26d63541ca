import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSiteRules } from "./create-site-rules";

const RULES = { "shop.example": { "password-rules": "minlength: 9; required: upper;" } };
const files: Record<string, string> = {
  "/password-rules.json": JSON.stringify(RULES),
  "/shared-credentials.json": "[]",
  "/change-password-URLs.json": "{}",
};

let dataDirectory: string;
let server: Server | undefined;
let answer: RequestListener;
const asked: { path: string; etag: string | undefined }[] = [];
const warnings: string[] = [];

beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), "latchkey-sites-"));
  asked.length = 0;
  warnings.length = 0;
  answer = (request, response) => {
    const etag = `"${request.url}-1"`;
    if (request.headers["if-none-match"] === etag) response.writeHead(304).end();
    else response.writeHead(200, { etag }).end(files[request.url ?? ""]);
  };
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  rmSync(dataDirectory, { recursive: true });
});

async function start() {
  server = createServer((request, response) => {
    asked.push({ path: request.url ?? "", etag: request.headers["if-none-match"] });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return open();
}

function open(timeoutMs = 60_000) {
  const { port } = server?.address() as AddressInfo;
  const log = { info: () => undefined, warn: (_fields: object, message: string) => void warnings.push(message) };
  return createSiteRules({
    settings: { source: "auto", url: `http://127.0.0.1:${port}` },
    dataDirectory,
    log,
    now: () => new Date("2026-11-21T12:00:00Z"),
    timeoutMs,
  });
}

const rulesOf = (rules: ReturnType<typeof open>): string | undefined => rules.find("shop.example")?.rules;

test("lists are fetched and stored, and a restart without a network uses the stored ones", async () => {
  const rules = await start();
  expect(rulesOf(rules)).toBeUndefined();
  expect(await rules.refresh()).toBe(true);
  expect(rulesOf(rules)).toBe("minlength: 9; required: upper;");
  answer = (_request, response) => response.destroy();
  const restarted = open();
  expect(rulesOf(restarted)).toBe("minlength: 9; required: upper;");
  expect(await restarted.refresh()).toBe(false);
  expect(rulesOf(restarted)).toBe("minlength: 9; required: upper;");
  expect(restarted.status().problem).not.toBeNull();
});

test("a deleted file is fetched again", async () => {
  const rules = await start();
  await rules.refresh();
  rmSync(join(dataDirectory, "site-rules", "change-password-URLs.json"));
  asked.length = 0;
  expect(await open().refresh()).toBe(true);
  expect(asked.find(({ path }) => path === "/change-password-URLs.json")?.etag).toBeUndefined();
  expect(existsSync(join(dataDirectory, "site-rules", "change-password-URLs.json"))).toBe(true);
});

test("an unchanged file isn't downloaded again", async () => {
  const rules = await start();
  await rules.refresh();
  asked.length = 0;
  expect(await rules.refresh()).toBe(true);
  expect(asked.map(({ etag }) => etag).every((etag) => etag !== undefined)).toBe(true);
  expect(rulesOf(rules)).toBe("minlength: 9; required: upper;");
});

test.each<[string, RequestListener]>([
  ["no JSON", (_request, response) => response.end("<html>")],
  [
    "rules that are not understood",
    (_request, response) => response.end(JSON.stringify({ "shop.example": { "password-rules": "minlength: many" } })),
  ],
  ["an empty list", (_request, response) => response.end("{}")],
  ["a file that is too large", (_request, response) => response.end(" ".repeat(3 * 1024 * 1024))],
  ["an error", (_request, response) => response.writeHead(500).end()],
  ["a redirect elsewhere", (_request, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end()],
  ["nothing at all", () => undefined],
])("%s keeps the last valid lists in use, and is logged once", async (name, broken) => {
  await (await start()).refresh();
  answer = broken;
  const rules = name === "nothing at all" ? open(300) : open();
  expect(await rules.refresh()).toBe(false);
  expect(await rules.refresh()).toBe(false);
  expect(rulesOf(rules)).toBe("minlength: 9; required: upper;");
  expect(rulesOf(open())).toBe("minlength: 9; required: upper;");
  expect(rules.status().problem).toMatch(/\.$/);
  expect(warnings).toHaveLength(1);
});

test("on the first fetch, an entry that can't be read costs only that entry, and is counted", async () => {
  const lists: Record<string, unknown> = {
    "/password-rules.json": {
      $schema: "https://example.org/password-rules-schema.json",
      ...RULES,
      "broken.example": { "password-rules": "minlength: many" },
      "listless.example": { rules: "minlength: 8" },
      "no domain": { "password-rules": "minlength: 8" },
      "Bücher.example": { "password-rules": "minlength: 10" },
    },
    "/shared-credentials.json": [
      { shared: ["shop.example", "shop-abroad.example", 7] },
      { shares: ["a.example"] },
      { from: ["old-shop.example"], to: ["shop.example"] },
      null,
    ],
    "/change-password-URLs.json": { "shop.example": "https://shop.example/password", "broken.example": null },
  };
  answer = (request, response) => response.end(JSON.stringify(lists[request.url ?? ""]));
  const rules = await start();
  expect(await rules.refresh()).toBe(true);
  for (const site of ["shop.example", "shop-abroad.example", "old-shop.example"])
    expect(rules.find(site)).toMatchObject({
      domain: "shop.example",
      changePasswordUrl: "https://shop.example/password",
    });
  expect(rules.find("bücher.example")?.rules).toBe("minlength: 10");
  expect(rules.find("broken.example")).toBeNull();
  for (const { sites, skippedEntries, problem } of [rules.status(), open().status()]) {
    expect({ sites, problem }).toEqual({ sites: 2, problem: null });
    expect(skippedEntries).toEqual([
      "broken.example",
      "listless.example",
      "no domain",
      'a domain of "shared"',
      "a group that shares nothing",
      "a group that shares nothing",
      "broken.example",
    ]);
  }
});

test("rules with a word of a newer language follow the other words, and the word is reported", async () => {
  const list = { "shop.example": { "password-rules": "minlength: 4; max-distinct: 3; allowed: digit, emoji;" } };
  answer = (request, response) =>
    response.end(request.url === "/password-rules.json" ? JSON.stringify(list) : files[request.url ?? ""]);
  const rules = await start();
  expect(await rules.refresh()).toBe(true);
  expect(rulesOf(rules)?.replace(/\s+/g, " ")).toBe("minlength: 4; allowed: digit;");
  expect(rules.status()).toMatchObject({ skippedEntries: [], unknownWords: ["max-distinct", "emoji"] });
});

test.each<[string, string, RequestListener]>([
  ["missing", "The site rules lists can't be fetched.", (_request, response) => response.writeHead(404).end()],
  ["no JSON", "shared-credentials.json is not JSON.", (_request, response) => response.end("<html>")],
])("another list that is %s doesn't keep the rules from being used", async (_name, problem, broken) => {
  answer = (request, response) =>
    request.url === "/shared-credentials.json" ? broken(request, response) : response.end(files[request.url ?? ""]);
  const rules = await start();
  expect(await rules.refresh()).toBe(false);
  expect(rulesOf(rules)).toBe("minlength: 9; required: upper;");
  // Not counted as a check, so that the next hour tries again.
  expect(rules.status()).toMatchObject({ checkedAt: null, problem });
  expect(rulesOf(open())).toBe("minlength: 9; required: upper;");
  answer = (request, response) => response.end(files[request.url ?? ""]);
  expect(await rules.refresh()).toBe(true);
  expect(rules.status()).toMatchObject({ checkedAt: new Date("2026-11-21T12:00:00Z"), problem: null });
});

test("other lists that can be fetched don't replace rules that can't", async () => {
  answer = (request, response) =>
    request.url === "/password-rules.json" ? response.end("{}") : response.end(files[request.url ?? ""]);
  const rules = await start();
  expect(await rules.refresh()).toBe(false);
  expect(rules.status()).toMatchObject({ sites: 0, updatedAt: null, problem: "password-rules.json is empty." });
});

test("the operator's own folder works with a byte order mark, and with another list that can't be read", () => {
  const folder = join(dataDirectory, "own");
  mkdirSync(folder);
  writeFileSync(join(folder, "password-rules.json"), `\uFEFF${files["/password-rules.json"]}`);
  writeFileSync(join(folder, "shared-credentials.json"), "{}");
  const log = { info: () => undefined, warn: () => undefined };
  const rules = createSiteRules({
    settings: { source: "file", path: folder },
    dataDirectory,
    log,
    now: () => new Date(),
  });
  expect(rulesOf(rules)).toBe("minlength: 9; required: upper;");
  expect(rules.status().problem).toBe("shared-credentials.json is not a list.");
});

test("a property name of Object.prototype is in no list", async () => {
  const rules = await start();
  await rules.refresh();
  for (const name of ["__proto__", "constructor", "toString", "com", ""]) expect(rules.find(name)).toBeNull();
});

test.each(["file", "folder"])(
  "the operator's own %s is read again after a change, and the last valid lists stay in use until it is valid",
  async (kind) => {
    const file = join(dataDirectory, "own", "password-rules.json");
    mkdirSync(join(dataDirectory, "own"));
    let written = 0;
    const write = (text: string): void => {
      writeFileSync(file, text);
      // Finer than the file system's clock, so that each write is detected.
      utimesSync(file, 1_800_000_000, 1_800_000_000 + (written += 1));
    };
    const listOf = (rules: string): string => JSON.stringify({ "shop.example": { "password-rules": rules } });
    write(listOf("minlength: 9;"));
    const log = { info: () => undefined, warn: (_fields: object, message: string) => void warnings.push(message) };
    const path = kind === "file" ? file : join(dataDirectory, "own");
    const rules = createSiteRules({ settings: { source: "file", path }, dataDirectory, log, now: () => new Date() });

    expect(await rules.refresh()).toBe(true);
    expect(rulesOf(rules)).toBe("minlength: 9;");
    write(listOf("minlength: 10;"));
    expect(rulesOf(rules)).toBe("minlength: 9;");
    expect(await rules.refresh()).toBe(true);
    expect(rulesOf(rules)).toBe("minlength: 10;");
    expect(rules.complete("shop", 3)).toEqual(["shop.example"]);

    write("{");
    expect(await rules.refresh()).toBe(false);
    expect(rulesOf(rules)).toBe("minlength: 10;");
    expect(await rules.refresh()).toBe(false);
    rmSync(file);
    expect(await rules.refresh()).toBe(false);
    expect(rulesOf(rules)).toBe("minlength: 10;");
    expect(warnings).toHaveLength(2);

    write(listOf("minlength: 11;"));
    expect(await rules.refresh()).toBe(true);
    expect(rulesOf(rules)).toBe("minlength: 11;");
    expect(rules.status().problem).toBeNull();
  },
);
