import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { listen } from "@/lib/testing/test-server";

const folder = mkdtempSync(join(tmpdir(), "latchkey-rules-"));
const lists = join(folder, "lists");
let origin: string;
let dispose: () => Promise<void>;
beforeAll(async () => {
  mkdirSync(lists);
  writeFileSync(
    join(lists, "password-rules.json"),
    JSON.stringify({
      "bank.example": {
        "password-rules": "minlength: 6; maxlength: 8; required: lower; required: digit; max-consecutive: 1;",
      },
      "exact.example": { "password-rules": "minlength: 20;", "exact-domain-match-only": true },
    }),
  );
  writeFileSync(
    join(lists, "shared-credentials.json"),
    JSON.stringify([{ shared: ["bank.example", "bank-abroad.example"] }]),
  );
  writeFileSync(
    join(lists, "change-password-URLs.json"),
    JSON.stringify({ "bank.example": "https://bank.example/password" }),
  );
  const test = await createTestRuntime({ SITE_RULES: lists });
  const server = await listen(test.runtime);
  origin = server.origin;
  dispose = async () => {
    await server.close();
    await test.dispose();
    rmSync(folder, { recursive: true });
  };
});
afterAll(() => dispose());

const get = async (query: Record<string, string>, path = "/api/v1/generate-password") => {
  const reply = await fetch(`${origin}${path}?${new URLSearchParams(query)}`);
  return { status: reply.status, body: await reply.json() };
};
const post = async (body: object) => {
  const reply = await fetch(`${origin}/generate-password`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
  return { status: reply.status, body: await reply.json() };
};
const tenTimes = async <Result>(work: () => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: 10 }, work));

describe("rules and patterns", () => {
  test("the password satisfies the rules, and omitted options add no requirement", async () => {
    for (const { status, body } of await tenTimes(() =>
      get({ rules: "minlength: 10; maxlength: 10; required: lower; required: digit; max-consecutive: 1" }),
    )) {
      expect(status).toBe(200);
      expect(body.password).toMatch(/^[a-z0-9]{10}$/);
      expect(body.password).toMatch(/[0-9]/);
      expect(body.password).not.toMatch(/(.)\1/);
      expect(body.password).not.toMatch(/ab|ba|12|21/);
      // 36 · 35^9 strings without a repeat, minus those with a sequence and those without a letter or a digit.
      expect(body.entropy_bits).toBeGreaterThan(50);
      expect(body.entropy_bits).toBeLessThan(Math.log2(36 * 35 ** 9));
    }
  });

  test("the entropy of a pattern is that of its language", async () => {
    const { body } = await post({ pattern: "[ab]{8}(?!.)" });
    expect(body).toMatchObject({ length: 8, entropy_bits: 8 });
    for (const { body: made } of await tenTimes(() => post({ pattern: "(?=.*\\d)(?=.*[a-f])[a-f\\d]{8}" })))
      expect(made.password).toMatch(/^(?=.*\d)(?=.*[a-f])[a-f\d]{8}$/);
  });

  test("rules, pattern and options are combined", async () => {
    const { body } = await post({
      rules: "required: upper; required: digit",
      pattern: "[A-Z].*",
      length: 9,
      exclude: "AEIOU",
      min_numbers: 3,
    });
    expect(body.password).toMatch(/^[B-DF-HJ-NP-TV-Z][B-DF-HJ-NP-TV-Z0-9]{8}$/);
    expect(body.password.replace(/\D/g, "").length).toBeGreaterThanOrEqual(3);
  });

  test("conflicting requirements are named, with a minimal set and the field", async () => {
    const { status, body } = await post({
      rules: "minlength: 20; required: digit",
      length: 12,
      exclude_ambiguous: true,
    });
    expect(status).toBe(422);
    expect(body.errors.map(({ loc }: { loc: string[] }) => loc[1]).toSorted()).toEqual(["length", "rules"]);
    expect(body.detail).toMatch(/minlength: 20/);
    expect(body.password).toBeUndefined();
  });

  test.each([
    [{ rules: "minlength: x" }, "rules", "syntax"],
    [{ pattern: "(a)\\1" }, "pattern", "unsupported"],
    [{ pattern: "(?<=a)b" }, "pattern", "unsupported"],
    [{ pattern: "[z-a]" }, "pattern", "syntax"],
    [{ rules: "x".repeat(3000) }, "rules", "syntax"],
    [{ site: "bank.example", rules: "minlength: 8" }, "site", "conflict"],
    [{ site: "not a site" }, "site", "no_domain"],
    [{ bits: 90, length: 12 }, "bits", "conflict"],
    [{ bits: 0 }, "bits", "too_small"],
    [{ rules: "maxlength: 4; required: digit", bits: 90 }, "bits", "conflict"],
    [{ mode: "pin", rules: "minlength: 8" }, "rules", "unrecognized_keys"],
    [{ rules: ["minlength: 8"] }, "rules", "invalid_type"],
  ])("%j is refused at its field", async (request, field, type) => {
    const { status, body } = await post(request);
    expect(status).toBe(422);
    expect(body.errors.map(({ loc }: { loc: string[] }) => loc[1])).toContain(field);
    expect(
      body.errors.some((error: { type: string }) => error.type === type),
      JSON.stringify(body.errors),
    ).toBe(true);
  });

  test("a hostile pattern gets a reply in bounded time", async () => {
    const hostile = [
      `(${"a|".repeat(400)}a)*b`,
      "((a*)*)*b",
      "(?=.*a)(?=.*b)(?=.*c)(?=.*d)(?=.*e)(?=.*f).{1,128}",
      `${"(".repeat(300)}a${")".repeat(300)}`,
      `(?!${".*a{9}".repeat(30)}).*`,
    ];
    for (const pattern of hostile) expect([200, 422]).toContain((await post({ pattern })).status);
  });
});

describe("bits", () => {
  test("gives the shortest password with that many bits", async () => {
    const { body } = await get({ bits: "90", use_special_chars: "false" });
    expect(body.entropy_bits).toBeGreaterThanOrEqual(90);
    expect((await get({ length: String(body.length - 1), use_special_chars: "false" })).body.entropy_bits).toBeLessThan(
      90,
    );
  });

  test("says what the maximum is if it can't be reached", async () => {
    const { status, body } = await get({ rules: "maxlength: 6; required: digit", bits: "90" });
    expect(status).toBe(422);
    expect(body.detail).toMatch(/the rules allow at most 19\.93, with 6 characters/);
  });
});

describe("sites", () => {
  test("a site's rules apply to its subdomains and to sites that share its accounts", async () => {
    for (const site of [
      "bank.example",
      "https://www.bank.example/log-in?x=1",
      "LOGIN.Bank.Example.",
      "bank-abroad.example",
    ]) {
      const { body } = await get({ site });
      expect(body.password).toMatch(/^[a-z0-9]{8}$/);
      expect(body.site).toEqual({
        domain: "bank.example",
        rules: expect.stringContaining("maxlength: 8"),
        change_password_url: "https://bank.example/password",
      });
    }
    expect((await get({ site: "exact.example" })).body.length).toBe(20);
  });

  test("an unknown site uses the options and says so", async () => {
    for (const site of ["unknown.example", "sub.exact.example", "notbank.example"]) {
      const { body } = await get({ site, length: "17" });
      expect(body).toMatchObject({ length: 17, site: { rules: null } });
    }
  });

  test("an error caused by the site's rules names the site", async () => {
    const { status, body } = await get({ site: "bank.example", length: "12" });
    expect(status).toBe(422);
    expect(body.errors.map(({ loc }: { loc: string[] }) => loc)).toContainEqual(["query", "site"]);
  });

  test("every reply warns if the site's rules don't allow 64 bits", async () => {
    const bySite = "This site allows no more than 40.4 bits. Use two-factor there if you can.";
    expect((await get({ site: "bank.example" })).body.warning).toBe(bySite);
    expect((await get({ site: "bank.example", count: "2" })).body.warning).toBe(bySite);
    expect((await get({ site: "bank.example" }, "/api/v1/site-rules")).body.site.warning).toBe(bySite);
    expect((await post({ rules: "maxlength: 8; allowed: digit" })).body.warning).toMatch(
      /^These rules allow no more than 26\.6 bits\./,
    );
    expect((await post({ pattern: "[0-9]{4,6}" })).body.warning).toMatch(
      /^These rules allow no more than 19\.9 bits\./,
    );
    const text = async (format: string): Promise<string> =>
      (await fetch(`${origin}/generate-password?site=bank.example&format=${format}`)).text();
    expect(JSON.parse(await text("ndjson")).warning).toBe(bySite);
    expect((await text("csv")).split("\r\n")[0]).toBe("password,entropy_bits,length,warning");
    for (const format of ["env", "k8s-secret"]) expect((await text(format)).split("\n")[0]).toBe(`# ${bySite}`);
  });

  test("a short password that the caller requested gives no warning about the site", async () => {
    const requests: Record<string, string>[] = [
      { site: "exact.example" },
      { rules: "minlength: 4", length: "4" },
      { site: "unknown.example", length: "4" },
      { pattern: ".*", length: "4" },
    ];
    for (const request of requests) expect((await get(request)).body.warning).toBeUndefined();
    expect((await get({ site: "exact.example" }, "/api/v1/site-rules")).body.site.warning).toBeNull();
  });

  test("prefix completes domains, with the age and licence of the lists", async () => {
    const { body } = await get({ prefix: "ban", site: "bank.example" }, "/api/v1/site-rules");
    expect(body.domains).toEqual(["bank-abroad.example", "bank.example"]);
    expect(body.site.domain).toBe("bank.example");
    expect(body.lists).toMatchObject({
      source: "file",
      sites: 2,
      problem: null,
      licence: expect.stringContaining("MIT"),
    });
    expect((await get({ site: "unknown.example" }, "/api/v1/site-rules")).body.site).toBeNull();
    expect((await get({ prefix: "%" }, "/api/v1/site-rules")).body.domains).toEqual([]);
  });
});

describe("while the server has no lists", () => {
  const warning = "This server has no site lists yet, so the site's rules aren't known.";

  test.each([["off"], [join(tmpdir(), "no-such-list.json")]])(
    "every reply for a site says so (SITE_RULES=%s)",
    async (source) => {
      const { runtime, dispose: disposeRuntime } = await createTestRuntime({ SITE_RULES: source });
      const server = await listen(runtime);
      const ask = async (path: string) => (await fetch(`${server.origin}${path}`)).json();
      for (const path of ["/generate-password?site=bank.example", "/generate-password?site=bank.example&count=2"])
        expect(await ask(path)).toMatchObject({ site: { domain: "bank.example", rules: null }, warning });
      expect(await ask("/generate-password?site=bank.example&length=6&symbols=-")).toMatchObject({
        length: 6,
        warning,
      });
      expect(await ask("/generate-password?site=bank.example&pattern=%5Cd%7B4%7D")).toMatchObject({
        length: 4,
        warning,
      });
      expect((await ask("/api/v1/site-rules?site=https://www.bank.example/a")).site).toEqual({
        domain: "bank.example",
        rules: null,
        change_password_url: null,
        warning,
      });
      expect((await ask("/api/v1/site-rules?site=bank")).site).toBeNull();
      expect((await ask("/generate-password")).warning).toBeUndefined();
      await server.close();
      await disposeRuntime();
    },
  );
});

describe("count", () => {
  test("returns up to 1,000 different passwords", async () => {
    const { body } = await get({ count: "1000", length: "8" });
    expect(new Set(body.passwords).size).toBe(1000);
    const pins = (await post({ rules: "minlength: 4; maxlength: 4; allowed: [ab]", count: 16 })).body.passwords;
    expect(new Set(pins).size).toBe(16);
  });

  test("is refused if there are fewer passwords", async () => {
    const { status, body } = await post({ rules: "minlength: 4; maxlength: 4; allowed: [ab]", count: 17 });
    expect([status, body.errors[0].loc[1]]).toEqual([422, "count"]);
  });
});
