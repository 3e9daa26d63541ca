import { createHmac } from "node:crypto";
import { generate } from "otplib";
import { describe, expect, test } from "vitest";
import { oneTimeCodes } from "./one-time-codes";

// RFC 6238 appendix B: the secrets are these ASCII digits, repeated to the length of the hash.
const DIGITS = "1234567890".repeat(7);
const secrets = { sha1: DIGITS.slice(0, 20), sha256: DIGITS.slice(0, 32), sha512: DIGITS.slice(0, 64) } as const;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("published vectors", () => {
  test.each([
    [59, "94287082", "46119246", "90693936"],
    [1111111109, "07081804", "68084774", "25091201"],
    [1111111111, "14050471", "67062674", "99943326"],
    [1234567890, "89005924", "91819424", "93441116"],
    [2000000000, "69279037", "90698825", "38618901"],
    [20000000000, "65353130", "77737706", "47863826"],
  ])("RFC 6238 at %i", async (epoch, sha1, sha256, sha512) => {
    for (const [algorithm, code] of [
      ["sha1", sha1],
      ["sha256", sha256],
      ["sha512", sha512],
    ] as const) {
      expect(await generate({ secret: bytesOf(secrets[algorithm]), algorithm, digits: 8, epoch })).toBe(code);
    }
  });

  test.each(
    ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"].map(
      (code, counter) => [counter, code] as const,
    ),
  )("RFC 4226 at %i", async (counter, code) => {
    expect(await generate({ strategy: "hotp", secret: bytesOf(secrets.sha1), counter })).toBe(code);
  });
});

// RFC 6238's SHA-1 secret in base32; its codes at 59 s and 1111111109 s, cut to six digits.
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const at = (seconds: number): Date => new Date(seconds * 1000);

test("a code is found in its own step and the next one only", async () => {
  const find = (seconds: number) =>
    oneTimeCodes.findStep(SECRET, "081804", { now: at(seconds), stepsBack: 1, stepsAhead: 0 });
  const step = Math.floor(1111111109 / 30);
  expect(await find(1111111109)).toBe(step);
  expect(await find(step * 30)).toBe(step);
  expect(await find(step * 30 - 1)).toBeNull();
  expect(await find((step + 2) * 30 - 1)).toBe(step);
  expect(await find((step + 2) * 30)).toBeNull();
});

test("leading zeros are part of a code", async () => {
  // RFC 4226's secret at counter 44.
  expect(await oneTimeCodes.findStep(SECRET, "000152", { now: at(44 * 30), stepsBack: 0, stepsAhead: 0 })).toBe(44);
  expect(await oneTimeCodes.findStep(SECRET, "152", { now: at(44 * 30), stepsBack: 0, stepsAhead: 0 })).toBeNull();
});

test("a wider window finds the code of a slow clock", async () => {
  const now = at(1111111109 + 9 * 30);
  expect(await oneTimeCodes.findStep(SECRET, "081804", { now, stepsBack: 10, stepsAhead: 0 })).toBe(
    Math.floor(1111111109 / 30),
  );
  expect(await oneTimeCodes.findStep(SECRET, "081804", { now, stepsBack: 8, stepsAhead: 0 })).toBeNull();
});

test("a window ahead finds the code of a fast clock", async () => {
  const step = Math.floor(1111111109 / 30);
  const find = (seconds: number) =>
    oneTimeCodes.findStep(SECRET, "081804", { now: at(seconds), stepsBack: 1, stepsAhead: 1 });
  expect(await find((step - 1) * 30)).toBe(step);
  expect(await find((step - 1) * 30 - 1)).toBeNull();
  expect(await find((step + 2) * 30 - 1)).toBe(step);
  expect(await find((step + 2) * 30)).toBeNull();
});

test("all steps of a code are found, before and after now", async () => {
  const step = Math.floor(1111111109 / 30);
  const find = (seconds: number, stepsMax: number, secret = SECRET) =>
    oneTimeCodes.findSteps(secret, "081804", { now: at(seconds), stepsMax });
  expect(await find(1111111109, 0)).toEqual([step]);
  expect(await find(1111111109 + 120 * 30, 120)).toEqual([step]);
  expect(await find(1111111109 - 120 * 30, 120)).toEqual([step]);
  expect(await find(1111111109 - 121 * 30, 120)).toEqual([]);
  expect(await find(1111111109, 120, "not base32!")).toEqual([]);
  for (const moment of [step - 60, step, step + 60]) {
    const code = await generate({ secret: SECRET, epoch: moment * 30 });
    const found = await oneTimeCodes.findSteps(SECRET, code, { now: at(step * 30), stepsMax: 120 });
    expect(found).toContain(moment);
  }
});

test("an invalid or too short secret matches nothing and doesn't throw", async () => {
  for (const secret of ["", "not base32!", "AAAA", "189018901890189018901890"]) {
    expect(
      await oneTimeCodes.findStep(secret, "081804", { now: at(1111111109), stepsBack: 1, stepsAhead: 0 }),
    ).toBeNull();
  }
});

test("another system's secret with 80 bits works", async () => {
  const code = await generate({
    secret: bytesOf("1234567890"),
    epoch: 59,
    guardrails: (await import("otplib")).createGuardrails({ MIN_SECRET_BYTES: 10 }),
  });
  expect(await oneTimeCodes.findStep("GEZDGNBVGY3TQOJQ", code, { now: at(59), stepsBack: 0, stepsAhead: 0 })).toBe(1);
});

test("a new secret has 160 bits and is unique", async () => {
  const made = await Promise.all(Array.from({ length: 100 }, () => oneTimeCodes.newSecret()));
  expect(new Set(made).size).toBe(100);
  for (const secret of made) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
});

test("the otpauth URI contains issuer and account, encoded", async () => {
  const uri = new URL(await oneTimeCodes.keyUri({ secret: SECRET, issuer: "Latchkey", account: "a&b+c@example.org" }));
  expect(uri.protocol).toBe("otpauth:");
  expect(decodeURIComponent(uri.pathname)).toMatch(/Latchkey:a&b\+c@example\.org$/);
  expect(uri.searchParams.get("secret")).toBe(SECRET);
  expect(uri.searchParams.get("issuer")).toBe("Latchkey");
  for (const [name, wanted] of [
    ["algorithm", "SHA1"],
    ["digits", "6"],
    ["period", "30"],
  ] as const)
    expect(uri.searchParams.get(name) ?? wanted).toBe(wanted);
});

test("the QR code is one SVG without scripts", async () => {
  const svg = await oneTimeCodes.qrCode("otpauth://totp/Latchkey:ada%40example.org?secret=AAAA");
  expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 (\d+) \1"/);
  expect(svg).not.toMatch(/script|href|style|onload|url\(/);
});

test("finds the codes of RFC 4226 and RFC 6238, written out with HMAC-SHA-1", async () => {
  for (let step = 1; step <= 50_000_000; step += 250_001) {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(step));
    const mac = createHmac("sha1", secrets.sha1).update(counter).digest();
    const truncated = mac.readUInt32BE((mac.at(-1) ?? 0) & 0xf) & 0x7fffffff;
    const code = String(truncated % 1_000_000).padStart(6, "0");
    expect(await oneTimeCodes.findStep(SECRET, code, { now: at(step * 30), stepsBack: 0, stepsAhead: 0 }), code).toBe(
      step,
    );
  }
});
