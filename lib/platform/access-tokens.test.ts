import { createHmac } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { processorMilliseconds } from "@/lib/testing/processor-time";
import { createAccessTokens, type AccessTokenOptions } from "./access-tokens";
import { keyIdOf } from "./key-id";

const SECRET = "kJ8vQ2xNfR5tYw7ZbC3mLp9HsD6gUa1E";
const OLD_SECRET = "Zt4Wq8RmXc2VbN6yLk1JhG5fDsA9pOiU";
const NOW_SECONDS = 1_800_000_000;
const now = new Date(NOW_SECONDS * 1000);
const at = (seconds: number) => new Date((NOW_SECONDS + seconds) * 1000);

const options: AccessTokenOptions = {
  secrets: [SECRET],
  algorithm: "HS256",
  issuer: "https://latchkey.example",
  audience: "https://latchkey.example/api",
  ttlSeconds: 30 * 60,
};
const tokens = createAccessTokens(options);
const identity = { userId: "0198a2c4-0000-7000-8000-000000000001", sessionId: "0198a2c4-0000-7000-8000-000000000002" };

const goodHeader = { alg: "HS256", typ: "at+jwt", kid: keyIdOf(SECRET) };
const goodClaims = {
  iss: options.issuer,
  aud: options.audience,
  sub: identity.userId,
  sid: identity.sessionId,
  jti: "0198a2c4-0000-7000-8000-000000000003",
  iat: NOW_SECONDS,
  nbf: NOW_SECONDS,
  exp: NOW_SECONDS + 1800,
};

const encode = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

/** Signs any token, like an attacker who has the key. */
function forge(header: unknown, claims: unknown, secret: string | Buffer = SECRET, hash = "sha256"): string {
  const signingInput = `${encode(header)}.${encode(claims)}`;
  return `${signingInput}.${createHmac(hash, secret).update(signingInput).digest("base64url")}`;
}

async function signOne(): Promise<string> {
  return (await tokens.sign({ ...identity, now })).token;
}

test("the test's own signer makes valid tokens, so each refusal below has its own reason", async () => {
  expect(await tokens.read(forge(goodHeader, goodClaims), now)).not.toBeNull();
  expect(await tokens.read(forge({ ...goodHeader, kid: undefined }, goodClaims), now)).not.toBeNull();
});

describe("a token", () => {
  test("contains the user, the session and the times", async () => {
    const { token, expiresInSeconds } = await tokens.sign({ ...identity, now: new Date(now.getTime() + 999) });
    expect(expiresInSeconds).toBe(1800);
    expect(token.length).toBeLessThan(600);
    expect(await tokens.read(token, now)).toEqual({
      ...identity,
      issuedAt: now,
      expiresAt: at(1800),
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test("has its own id", async () => {
    const [one, other] = [await tokens.read(await signOne(), now), await tokens.read(await signOne(), now)];
    expect(one?.id).not.toBe(other?.id);
  });

  test.each(["HS256", "HS384", "HS512"] as const)(
    "is compatible with jose in both directions (%s)",
    async (algorithm) => {
      const ours = createAccessTokens({ ...options, algorithm });
      const key = new TextEncoder().encode(SECRET);
      const { token } = await ours.sign({ ...identity, now });
      const { payload, protectedHeader } = await jwtVerify(token, key, {
        algorithms: [algorithm],
        issuer: options.issuer,
        audience: options.audience,
        typ: "at+jwt",
        currentDate: now,
        requiredClaims: ["exp", "nbf", "iat", "jti", "sub", "sid"],
      });
      expect(protectedHeader).toEqual({ ...goodHeader, alg: algorithm });
      expect(payload).toEqual({ ...goodClaims, jti: payload.jti });

      const theirs = await new SignJWT(goodClaims).setProtectedHeader({ ...goodHeader, alg: algorithm }).sign(key);
      expect(await ours.read(theirs, now)).toMatchObject({ ...identity, id: goodClaims.jti });
    },
  );

  test("of an old secret is valid while the secret is listed, and new ones are signed with the newest", async () => {
    const { token } = await createAccessTokens({ ...options, secrets: [OLD_SECRET] }).sign({ ...identity, now });
    const rotated = createAccessTokens({ ...options, secrets: [SECRET, OLD_SECRET] });
    expect(await rotated.read(token, now)).toMatchObject(identity);
    expect(await rotated.read(forge({ ...goodHeader, kid: undefined }, goodClaims, OLD_SECRET), now)).toMatchObject(
      identity,
    );
    expect(await tokens.read(token, now)).toBeNull();
    expect(await tokens.read((await rotated.sign({ ...identity, now })).token, now)).toMatchObject(identity);
    // The key id selects one key; a MAC by the other one isn't accepted.
    expect(await rotated.read(forge(goodHeader, goodClaims, OLD_SECRET), now)).toBeNull();
  });
});

const tampered: [string, string][] = [
  ["alg none", `${encode({ ...goodHeader, alg: "none" })}.${encode(goodClaims)}.`],
  ["alg None", `${encode({ ...goodHeader, alg: "None" })}.${encode(goodClaims)}.`],
  ["alg NONE, signed", forge({ ...goodHeader, alg: "NONE" }, goodClaims)],
  ["alg nOnE, signed", forge({ ...goodHeader, alg: "nOnE" }, goodClaims)],
  ["no alg", forge({ ...goodHeader, alg: undefined }, goodClaims)],
  ["alg null", forge({ ...goodHeader, alg: null }, goodClaims)],
  ["alg in a list", forge({ ...goodHeader, alg: ["HS256"] }, goodClaims)],
  ["alg in lower case", forge({ ...goodHeader, alg: "hs256" }, goodClaims)],
  ["another alg of ours", forge({ ...goodHeader, alg: "HS512" }, goodClaims, SECRET, "sha512")],
  ["another alg's name", forge({ ...goodHeader, alg: "HS512" }, goodClaims)],
  ["alg RS256 with an HMAC", forge({ ...goodHeader, alg: "RS256" }, goodClaims)],
  ["alg EdDSA with an HMAC", forge({ ...goodHeader, alg: "EdDSA" }, goodClaims)],
  ["no MAC", forge(goodHeader, goodClaims).replace(/[^.]*$/, "")],
  ["two parts", forge(goodHeader, goodClaims).replace(/\.[^.]*$/, "")],
  ["a MAC of zeros", forge(goodHeader, goodClaims).replace(/[^.]*$/, "A".repeat(43))],
  ["half a MAC", forge(goodHeader, goodClaims).slice(0, -22)],
  ["a MAC by the empty key", forge(goodHeader, goodClaims, "")],
  ["a MAC by a key of zeros", forge(goodHeader, goodClaims, Buffer.alloc(32))],
  ["a MAC by another key", forge(goodHeader, goodClaims, OLD_SECRET)],
  ["a MAC by a common key", forge({ ...goodHeader, kid: undefined }, goodClaims, "secret")],
  ["a MAC by its key id", forge(goodHeader, goodClaims, goodHeader.kid)],
  ["an unknown kid", forge({ ...goodHeader, kid: "unknown1" }, goodClaims)],
  ["an empty kid", forge({ ...goodHeader, kid: "" }, goodClaims)],
  ["a kid that is a path", forge({ ...goodHeader, kid: "../../../../dev/null" }, goodClaims, "")],
  ["a kid that is SQL", forge({ ...goodHeader, kid: "x' UNION SELECT 'key" }, goodClaims, "key")],
  ["a kid that is a command", forge({ ...goodHeader, kid: "/dev/null; sleep 5" }, goodClaims, "")],
  ["a kid that all objects have", forge({ ...goodHeader, kid: "constructor" }, goodClaims)],
  ["a kid that is __proto__", forge(`{"alg":"HS256","typ":"at+jwt","kid":"__proto__"}`, goodClaims)],
  ["a kid that is null", forge({ ...goodHeader, kid: null }, goodClaims)],
  ["a kid that is a number", forge({ ...goodHeader, kid: 0 }, goodClaims)],
  ["a kid in a list", forge({ ...goodHeader, kid: [goodHeader.kid] }, goodClaims)],
  ["its own key in jwk", forge({ ...goodHeader, jwk: { kty: "oct", k: encode("mine") } }, goodClaims, "mine")],
  ["jwk beside a good MAC", forge({ ...goodHeader, jwk: { kty: "oct", k: encode(SECRET) } }, goodClaims)],
  ["jku", forge({ ...goodHeader, jku: "https://evil.example/keys" }, goodClaims)],
  ["x5u", forge({ ...goodHeader, x5u: "https://evil.example/cert" }, goodClaims)],
  ["x5c", forge({ ...goodHeader, x5c: ["MIIB"] }, goodClaims)],
  ["crit", forge({ ...goodHeader, crit: ["exp"] }, goodClaims)],
  ["b64 false", forge({ ...goodHeader, b64: false, crit: ["b64"] }, goodClaims)],
  ["zip", forge({ ...goodHeader, zip: "DEF" }, goodClaims)],
  ["typ JWT", forge({ ...goodHeader, typ: "JWT" }, goodClaims)],
  ["no typ", forge({ ...goodHeader, typ: undefined }, goodClaims)],
  ["typ of a refresh token", forge({ ...goodHeader, typ: "rt+jwt" }, goodClaims)],
  ["typ of an id token", forge({ ...goodHeader, typ: "id+jwt" }, goodClaims)],
  ["typ in another case", forge({ ...goodHeader, typ: "AT+JWT" }, goodClaims)],
  ["typ in a list", forge({ ...goodHeader, typ: ["at+jwt"] }, goodClaims)],
  ["a header that is a list", forge([goodHeader], goodClaims)],
  ["a header that is null", forge("null", goodClaims)],
  ["a header that is no JSON", forge("{alg:HS256}", goodClaims)],
  ["claims that are a list", forge(goodHeader, [goodClaims])],
  ["claims that are a string", forge(goodHeader, '"claims"')],
  ["claims that are no JSON", forge(goodHeader, "{")],
  ["empty claims", forge(goodHeader, {})],
];

test.each(tampered)("a token with %s is refused", async (_, token) => {
  expect(await tokens.read(token, now)).toBeNull();
});

const notATime = [
  "1800000000",
  "",
  null,
  true,
  [NOW_SECONDS],
  {},
  NOW_SECONDS + 0.5,
  -1,
  -NOW_SECONDS,
  1e20,
  253_402_300_800,
  undefined,
];
const wrongClaims: [string, unknown][] = [
  ...["exp", "nbf", "iat"].flatMap((name) => notATime.map((value): [string, unknown] => [name, value])),
  ...["iss", "aud", "sub", "sid", "jti"].flatMap((name) =>
    ["", null, 1, true, {}, undefined].map((value): [string, unknown] => [name, value]),
  ),
  ["iss", "https://evil.example"],
  ["iss", `${options.issuer}/`],
  ["aud", [options.audience]],
  ["aud", [options.audience, "https://evil.example"]],
  ["aud", options.issuer],
  ["sub", [identity.userId]],
];

test.each(wrongClaims)("a token whose %s is %j is refused", async (name, value) => {
  expect(await tokens.read(forge(goodHeader, { ...goodClaims, [name]: value }), now)).toBeNull();
});

test.each(["1e20", "1e400", "-1e400", "NaN", "0x7fffffff"])(
  "a token whose exp is written as %s is refused",
  async (number) => {
    expect(
      await tokens.read(forge(goodHeader, JSON.stringify(goodClaims).replace(/"exp":\d+/, `"exp":${number}`)), now),
    ).toBeNull();
  },
);

test("a token expires exactly at exp, and is accepted from a node whose clock is up to 60 seconds ahead", async () => {
  const token = await signOne();
  const isRead = async (seconds: number) => (await tokens.read(token, at(seconds))) !== null;
  expect(await isRead(1799.999)).toBe(true);
  expect(await isRead(1800)).toBe(false);
  expect(await isRead(1801)).toBe(false);
  expect(await isRead(-60)).toBe(true);
  expect(await isRead(-60.001)).toBe(false);
  expect(await tokens.read(token, new Date(NaN))).toBeNull();
  expect(await tokens.read(forge(goodHeader, { ...goodClaims, nbf: NOW_SECONDS + 61 }), now)).toBeNull();
  expect(await tokens.read(forge(goodHeader, { ...goodClaims, iat: NOW_SECONDS + 61 }), now)).toBeNull();
});

describe("a token has one spelling", () => {
  test("a token with any one character changed is refused", async () => {
    const token = await signOne();
    for (let index = 0; index < token.length; index += 1) {
      for (const character of ["A", "B", "_", ".", "=", "+", " ", "", "\u0100"]) {
        const changed = token.slice(0, index) + character + token.slice(index + 1);
        if (changed !== token) expect(await tokens.read(changed, now)).toBeNull();
      }
    }
  });

  test("unused bits in the last character of the MAC must be zero", async () => {
    // 32 bytes are 42⅔ characters: two bits of the last one are unused, and lenient decoders accept four spellings.
    const token = await signOne();
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const read = await Promise.all([...alphabet].map((character) => tokens.read(token.slice(0, -1) + character, now)));
    expect(read.filter((claims) => claims !== null)).toHaveLength(1);
  });

  test.each([
    (token: string) => `${token}=`,
    (token: string) => `${token}==`,
    (token: string) => token.replace(".", "=."),
    (token: string) => `${token}\n`,
    (token: string) => ` ${token}`,
    (token: string) => `${token}.`,
    (token: string) => `.${token}`,
    (token: string) => `${token}.${token}`,
    (token: string) => token.replace(".", ".."),
    (token: string) => token.replaceAll(".", "\uff0e"),
    (token: string) => `Bearer ${token}`,
    (token: string) => JSON.stringify(token.split(".")),
  ])("%s is refused", async (respell) => {
    expect(await tokens.read(respell(await signOne()), now)).toBeNull();
  });

  test("a part that isn't canonical base64url is refused even with a valid MAC", async () => {
    for (const [header, claims] of [
      [`${encode(goodHeader)}=`, encode(goodClaims)],
      [encode(goodHeader), `${encode({ ...goodClaims, x: "y" })}A`],
      [encode(`${JSON.stringify(goodHeader)} `).replace(/.$/, "B"), encode(goodClaims)],
    ]) {
      const signingInput = `${header}.${claims}`;
      const token = `${signingInput}.${createHmac("sha256", SECRET).update(signingInput).digest("base64url")}`;
      expect(await tokens.read(token, now)).toBeNull();
    }
  });
});

test.each([
  ["nothing", ""],
  ["a 100 KB header", `${"A".repeat(100_000)}.${encode(goodClaims)}.AAAA`],
  ["a 100 KB header under a good MAC", forge({ ...goodHeader, kid: "x".repeat(100_000) }, goodClaims)],
  ["a hundred thousand dots", ".".repeat(100_000)],
  ["2,000 dots", ".".repeat(2_000)],
  ["deep JSON", forge(goodHeader, "[".repeat(100_000))],
  ["JSON as deep as fits", forge(goodHeader, "[".repeat(1_300))],
  [
    "an encrypted token of five parts",
    `${encode({ alg: "dir", enc: "A256GCM", zip: "DEF" })}..${"A".repeat(16)}.${"A".repeat(1_000)}.${"A".repeat(22)}`,
  ],
  ["a megabyte of anything", "\u0000\ud83d".repeat(500_000)],
])("%s is refused at once", async (_, token) => {
  const milliseconds = await processorMilliseconds(async () => expect(await tokens.read(token, now)).toBeNull());
  expect(milliseconds).toBeLessThan(100);
});

test("a missing secret is an error at start", () => {
  expect(() => createAccessTokens({ ...options, secrets: [] })).toThrow("no secret");
});
