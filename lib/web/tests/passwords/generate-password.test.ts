import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generatorModes } from "@/lib/domain/passwords/generator-modes";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { listen } from "@/lib/testing/test-server";

let origin: string;
let dispose: () => Promise<void>;
beforeAll(async () => {
  const test = await createTestRuntime();
  const server = await listen(test.runtime);
  origin = server.origin;
  dispose = async () => {
    await server.close();
    await test.dispose();
  };
});
afterAll(() => dispose());

const get = (query: string, path = "/api/v1/generate-password") => fetch(`${origin}${path}${query}`);
const post = (body: BodyInit, contentType: string | null = "application/json", path = "/api/v1/generate-password") =>
  fetch(`${origin}${path}`, {
    method: "POST",
    body,
    headers: contentType === null ? {} : { "content-type": contentType },
  });
const bytes = (text: string) => new TextEncoder().encode(text);

describe("the tutorial's requests", () => {
  test("GET with its query returns letters only", async () => {
    const reply = await get(
      "?length=16&use_uppercase=true&use_numbers=false&use_special_chars=false",
      "/generate-password",
    );
    expect(reply.status).toBe(200);
    const { password } = await reply.json();
    expect(password).toMatch(/^[a-zA-Z]{16}$/);
    expect(password).toMatch(/[a-z]/);
    expect(password).toMatch(/[A-Z]/);
  });

  test("POST with its JSON body returns letters and symbols", async () => {
    const reply = await post(
      '{"length":16, "use_uppercase":true, "use_numbers":false, "use_special_chars":true}',
      "application/json",
      "/generate-password",
    );
    expect(reply.status).toBe(200);
    expect((await reply.json()).password).toMatch(/^[^0-9\s]{16}$/);
  });

  test("without options: 12 characters of all 4 classes, `password` first", async () => {
    const reply = await get("");
    const text = await reply.text();
    expect(text).toMatch(/^\{"password":"/);
    const { password, entropy_bits, length, passwords } = JSON.parse(text);
    expect(password).toMatch(/^[\x21-\x7e]{12}$/);
    for (const wanted of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]) expect(password).toMatch(wanted);
    expect(length).toBe(12);
    expect(entropy_bits).toBeGreaterThan(77);
    expect(entropy_bits).toBeLessThan(12 * Math.log2(94));
    expect(passwords).toBeUndefined();
  });
});

describe("the options", () => {
  test("booleans are parsed as in FastAPI", async () => {
    for (const off of ["false", "0", "no", "off", "FALSE", "Off"]) {
      const { password } = await (
        await get(`?use_numbers=${off}&use_special_chars=${off}&use_uppercase=${off}`)
      ).json();
      expect(password, off).toMatch(/^[a-z]{12}$/);
    }
    for (const on of ["true", "1", "yes", "on", "Yes"]) {
      const { password } = await (
        await get(`?use_lowercase=0&use_uppercase=0&use_special_chars=0&use_numbers=${on}`)
      ).json();
      expect(password, on).toMatch(/^[0-9]{12}$/);
    }
  });

  test("a JSON number counts by its value", async () => {
    expect((await (await post('{"length":1e2}')).json()).length).toBe(100);
    expect((await (await post('{"length":16.0}')).json()).length).toBe(16);
  });

  test("symbols, exclusions, look-alikes and minimums are respected", async () => {
    const { password } = await (
      await post(
        JSON.stringify({
          length: 40,
          symbols: "é🔑 ",
          exclude: "abc",
          exclude_ambiguous: true,
          min_special: 5,
          min_numbers: 6,
        }),
      )
    ).json();
    const characters = [...password];
    expect(characters).toHaveLength(40);
    expect(characters.filter((character) => "é🔑 ".includes(character)).length).toBeGreaterThanOrEqual(5);
    expect(characters.filter((character) => /[0-9]/.test(character)).length).toBeGreaterThanOrEqual(6);
    expect(password).not.toMatch(/[abc0Oo1lI|]/);
  });

  test("count returns that many, the first one also as `password`", async () => {
    const { password, passwords } = await (await get("?count=100")).json();
    expect(passwords).toHaveLength(100);
    expect(new Set(passwords).size).toBe(100);
    expect(passwords[0]).toBe(password);
    expect((await (await get("?count=1")).json()).passwords).toHaveLength(1);
  });

  test("100 passwords of maximum length are within the limit", async () => {
    expect(
      (await (await get("?count=100&length=128")).json()).passwords.every(
        (password: string) => password.length === 128,
      ),
    ).toBe(true);
  });
});

describe("the modes", () => {
  test("a passphrase has 6 words of the long list by default", async () => {
    const { password, ...facts } = await (await get("?mode=passphrase")).json();
    expect(password).toMatch(/^[a-z]+(-[a-z]+){5,}$/);
    expect(facts).toEqual({ mode: "passphrase", words: 6, entropy_bits: 77.55, length: password.length });
  });

  test("a passphrase accepts words, separator, capitals, a digit and a symbol", async () => {
    const query =
      "?mode=passphrase&words=4&separator=&capitalize=first&include_number=true&include_symbol=1&word_list=short";
    const { password, entropy_bits, words } = await (await get(query)).json();
    expect(password).toMatch(/^([A-Z][a-z-]*[0-9]?[!#$%&*+,.:;=?@_~]?){4}$/);
    expect(password).toMatch(/[0-9]/);
    expect(password).toMatch(/[!#$%&*+,.:;=?@_~]/);
    expect(entropy_bits).toBeCloseTo(4 * Math.log2(1296) + Math.log2(40) + Math.log2(64), 2);
    expect(words).toBe(4);
  });

  test("a passphrase of N bits has as many words as needed", async () => {
    const { words, entropy_bits } = await (await post('{"mode":"passphrase","bits":90}')).json();
    expect(words).toBe(7);
    expect(entropy_bits).toBe(90.47);
  });

  test("a PIN has 6 digits, or the requested number", async () => {
    const { password, ...facts } = await (await get("?mode=pin")).json();
    expect(password).toMatch(/^[0-9]{6}$/);
    expect(facts).toEqual({ mode: "pin", entropy_bits: Math.round(Math.log2(914_709) * 100) / 100, length: 6 });
    expect((await (await post('{"mode":"pin","length":3}')).json()).password).toMatch(/^[0-9]{3}$/);
  });

  test("a pronounceable password is letters", async () => {
    const { password, mode, length, entropy_bits } = await (await get("?mode=pronounceable&length=12")).json();
    expect(password).toMatch(/^[a-z]{12}$/);
    expect({ mode, length, entropy_bits }).toEqual({ mode: "pronounceable", length: 12, entropy_bits: 43.11 });
  });

  test("a typeable password has few layer changes, and only common keys if requested", async () => {
    const { password, entropy_bits } = await (await get("?mode=typeable")).json();
    expect(password).toMatch(/^[a-z]+([A-Z]+[0-9]+|[0-9]+[A-Z]+)$|^[0-9]+[A-Z]+[a-z]+$|^[A-Z]+[0-9]+[a-z]+$/);
    expect(entropy_bits).toBe(79.27);
    const sameKeys = await (await get("?mode=typeable&same_keys=true&layer_changes=1&length=20")).json();
    expect(sameKeys.password).toMatch(/^[bcdefghijklnoprstuvx]+[BCDEFGHIJKLNOPRSTUVX]+$/);
    expect(sameKeys.length).toBe(20);
  });

  test("a token is random bytes in the requested encoding", async () => {
    const { password, ...facts } = await (await get("?mode=token")).json();
    expect(password).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(facts).toEqual({ mode: "token", entropy_bits: 256, length: 43 });
    const hex = await (await get("?mode=token&encoding=hex&bytes=17&prefix=sk_live_")).json();
    expect(hex.password).toMatch(/^sk_live_[0-9a-f]{34}$/);
    expect(hex).toMatchObject({ entropy_bits: 136, length: 42 });
    const base32 = await (await post('{"mode":"token","encoding":"base32","bytes":64}')).json();
    expect(base32.password).toMatch(/^[A-Z2-7]{103}$/);
    const base58 = await (await post('{"mode":"token","encoding":"base58","bytes":16,"prefix":""}')).json();
    expect(base58.password).toMatch(/^[1-9A-HJ-NP-Za-km-z]{16,22}$/);
    expect(base58).toMatchObject({ entropy_bits: 128, length: base58.password.length });
  });

  test("mode=password equals the default", async () => {
    const { password, mode, length, entropy_bits } = await (await get("?mode=password&length=16")).json();
    expect(password).toMatch(/^[\x21-\x7e]{16}$/);
    expect({ mode, length }).toEqual({ mode: "password", length: 16 });
    expect(entropy_bits).toBe((await (await get("?length=16")).json()).entropy_bits);
  });

  test("without a mode the reply has the original fields in the original order", async () => {
    expect(Object.keys(await (await get("")).json())).toEqual(["password", "entropy_bits", "length"]);
    expect(Object.keys(await (await get("?count=2")).json())).toEqual([
      "password",
      "entropy_bits",
      "length",
      "passwords",
    ]);
  });

  test("say returns the spoken form", async () => {
    const pin = await (await get("?mode=pin&say=true")).json();
    expect(pin.spoken.split(/,? /)).toHaveLength(6);
    expect((await (await get("?length=8&say=true")).json()).spoken).toMatch(/^[^,]+, [^,]+$/);
    const phrase = await (await get("?mode=passphrase&words=3&say=true&separator=.")).json();
    expect(phrase.spoken.replaceAll(" full stop ", ".").replaceAll(" hyphen ", "-")).toBe(phrase.password);
  });

  test.each(generatorModes)("count returns that many of mode %s, all different", async (mode) => {
    const { password, passwords } = await (await get(`?count=100&mode=${mode}`)).json();
    expect(new Set(passwords).size).toBe(100);
    expect(passwords[0]).toBe(password);
  });

  test.each([
    ["mode=haiku", "mode", `Must be one of ${generatorModes.join(", ")}`],
    ["mode=", "mode", `Must be one of ${generatorModes.join(", ")}`],
    ["mode=pin&mode=pin", "mode", "Is given more than once"],
    ["words=6", "words", "Applies to mode passphrase only"],
    ["mode=password&same_keys=true", "same_keys", "Applies to mode typeable only"],
    ["mode=pin&symbols=!", "symbols", "Applies to mode password only"],
    ["mode=pin&exclude_ambiguous=1", "exclude_ambiguous", "Applies to mode password and typeable only"],
    ["mode=passphrase&length=12", "length", "Applies to mode password, pin, pronounceable and typeable only"],
    ["mode=passphrase&wrods=6", "wrods", 'Unknown parameter "wrods". Did you mean "words"?'],
    ["utm_source=x", "utm_source", 'Unknown parameter "utm_source"'],
    ["mode=passphrase&words=2", "words", "Must be at least 3"],
    ["mode=passphrase&words=21", "words", "Must be at most 20"],
    ["mode=passphrase&words=6.0", "words", "Must be a whole number"],
    ["mode=passphrase&words=6&bits=80", "bits", "bits determines the number of words. Leave out words or bits."],
    [
      "mode=passphrase&bits=250&word_list=short",
      "bits",
      "bits asks for 250, but 20 words give at most 206. Ask for less.",
    ],
    ["mode=passphrase&capitalize=all", "capitalize", "Must be one of none, first, one"],
    ["mode=passphrase&include_number=maybe", "include_number", "Must be true or false"],
    ["mode=passphrase&separator=", "separator", 'separator may only be empty with capitalize "first".'],
    ["mode=passphrase&separator=ab", "separator", /^separator must be digit, symbol, or at most 3 of the characters/],
    ["mode=pin&length=2", "length", "Must be at least 3"],
    ["mode=pin&length=13", "length", "Must be at most 12"],
    ["mode=pronounceable&length=7", "length", "Must be at least 8"],
    ["mode=typeable&length=65", "length", "Must be at most 64"],
    ["mode=typeable&layer_changes=1", "layer_changes", /^use_uppercase and use_numbers need two changes of layer/],
    ["mode=typeable&same_keys=1&use_numbers=1", "same_keys", /^same_keys allows letters only/],
    ["mode=token&bytes=15", "bytes", "Must be at least 16"],
    ["mode=token&bytes=65", "bytes", "Must be at most 64"],
    ["mode=token&encoding=base64", "encoding", "Must be one of hex, base64url, base32, base58"],
    ["mode=token&prefix=sk.live", "prefix", "Must be at most 32 of A-Z, a-z, 0-9, _ and -"],
    [`mode=token&prefix=${"x".repeat(33)}`, "prefix", "Must be at most 32 of A-Z, a-z, 0-9, _ and -"],
    ["mode=token&length=32", "length", "Applies to mode password, pin, pronounceable and typeable only"],
    ["bytes=32", "bytes", "Applies to mode token only"],
    ["say=true&count=2", "say", "say reads out one password. Leave out say or count."],
    ["mode=pin&count=1001", "count", "Must be at most 1000"],
  ])("GET ?%s is 422, names %s and explains it", async (query, field, message) => {
    const reply = await get(`?${query}`);
    expect(reply.status).toBe(422);
    const { errors, code, password } = await reply.json();
    expect(code).toBe("validation");
    expect(password).toBeUndefined();
    const found = errors.find(({ loc }: { loc: string[] }) => loc[0] === "query" && loc[1] === field);
    if (typeof message === "string") expect(found?.msg).toBe(message);
    else expect(found?.msg).toMatch(message);
  });

  test.each([
    '{"mode":null}',
    '{"mode":7}',
    '{"mode":["pin"]}',
    '{"mode":{"pin":true}}',
    '{"mode":"pin","length":"6"}',
    '{"mode":"PIN"}',
  ])("POST %s is 422", async (body) => {
    expect((await post(body)).status).toBe(422);
  });
});

describe("errors", () => {
  test.each([
    ["length=3", "length"],
    ["length=129", "length"],
    ["length=0", "length"],
    ["length=-1", "length"],
    ["length=12.5", "length"],
    ["length=1e2", "length"],
    ["length=0x10", "length"],
    ["length=%2012%20", "length"],
    ["length=%2B12", "length"],
    ["length=+12", "length"],
    ["length=", "length"],
    ["length=NaN", "length"],
    ["length=Infinity", "length"],
    ["length=1%00", "length"],
    ["length=９", "length"],
    [`length=1${"0".repeat(400)}`, "length"],
    ["length=8&length=64", "length"],
    ["length[]=8", "length[]"],
    ["use_numbers=maybe", "use_numbers"],
    ["use_numbers=", "use_numbers"],
    ["count=0", "count"],
    ["count=1001", "count"],
    ["count=1000000", "count"],
    ["min_numbers=129", "min_numbers"],
    ["use_digits=false", "use_digits"],
    ["__proto__=1", "__proto__"],
    ["constructor=1", "constructor"],
    ["symbols=", "symbols"],
    ["symbols=aa", "symbols"],
    ["symbols=!!", "symbols"],
    ["symbols=%07", "symbols"],
    ["length=8&min_numbers=5&min_special=5", "length"],
    ["use_numbers=false&min_numbers=2", "min_numbers"],
    ["exclude=0123456789", "exclude"],
  ])("GET ?%s is 422 and names the field", async (query, field) => {
    const reply = await get(`?${query}`);
    expect(reply.status).toBe(422);
    expect(reply.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    const problem = await reply.json();
    expect(problem).toMatchObject({
      status: 422,
      code: "validation",
      title: "Unprocessable Content",
      type: "urn:latchkey:problem:validation",
    });
    expect(problem.errors.map((error: { loc: string[] }) => error.loc)).toContainEqual(["query", field]);
    expect(problem.password).toBeUndefined();
    expect(problem.request_id).toBe(reply.headers.get("x-request-id"));
  });

  test.each([
    ['{"length":[8]}', 422],
    ['{"length":"16"}', 422],
    ['{"length":12.5}', 422],
    [`{"length":1${"0".repeat(400)}}`, 422],
    ['{"length":null}', 422],
    ['{"use_numbers":"true"}', 422],
    ['{"use_numbers":1}', 422],
    ['{"symbols":7}', 422],
    ['{"lenght":16}', 422],
    ["[]", 422],
    ['"text"', 422],
    ["12", 422],
    ["null", 422],
    ["", 400],
    ["{", 400],
    ["{'length':8}", 400],
    ['{"length":8,"length":64}', 400],
    ['{"length":8,"\\u006cength":64}', 400],
    ['{"__proto__":{"length":4}}', 400],
    ['{"a":{"__proto__":1}}', 400],
    ['{"length":NaN}', 400],
    ["[".repeat(30_000), 400],
    ["[".repeat(30_000) + "]".repeat(30_000), 422],
    [`{${Array.from({ length: 4000 }, (_, key) => `"k${key}":1`).join()}}`, 422],
  ])("POST %.60s is %i", async (body, status) => {
    const reply = await post(bytes(body));
    expect(reply.status).toBe(status);
    const problem = await reply.json();
    expect(problem.status).toBe(status);
    expect(problem.password).toBeUndefined();
    expect(Reflect.get({}, "length")).toBeUndefined();
  });

  test("a body that is not UTF-8 is 400", async () => {
    expect((await post(new Uint8Array([0x7b, 0xff, 0x7d]))).status).toBe(400);
  });

  test("an empty pool is the tutorial's 400", async () => {
    const off = "use_lowercase=false&use_uppercase=false&use_numbers=false&use_special_chars=false";
    for (const query of [
      off,
      `exclude=${encodeURIComponent("abcdefghijklmnopqrstuvwxyz")}&use_uppercase=0&use_numbers=0&use_special_chars=0`,
    ]) {
      const reply = await get(`?${query}`);
      expect(reply.status).toBe(400);
      expect((await reply.json()).detail).toBe("At least one character type must be selected");
    }
  });

  test.each([
    ["text/plain"],
    ["application/xml"],
    ["multipart/form-data; boundary=x"],
    ["application/x-www-form-urlencoded"],
    [null],
  ])("a body of type %s is 415", async (contentType) => {
    const reply = await post(bytes('{"length":16}'), contentType);
    expect(reply.status).toBe(415);
    expect((await reply.json()).code).toBe("unsupported_media_type");
  });

  test("a charset and capitals in the Content-Type are accepted", async () => {
    expect((await post(bytes('{"length":16}'), "Application/JSON; charset=utf-8")).status).toBe(200);
  });

  test("a body beyond 64 KiB is 413, with or without Content-Length", async () => {
    const large = bytes(`{"exclude":"${"x".repeat(64 * 1024)}"}`);
    expect((await post(large)).status).toBe(413);
    const stream = new ReadableStream({
      start: (controller) => {
        controller.enqueue(large);
        controller.close();
      },
    });
    const reply = await fetch(`${origin}/generate-password`, {
      method: "POST",
      body: stream,
      duplex: "half",
      headers: { "content-type": "application/json" },
    } as RequestInit);
    expect(reply.status).toBe(413);
    expect((await get("")).status).toBe(200);
  });

  test("other methods are 405 and list the allowed ones", async () => {
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      const reply = await fetch(`${origin}/generate-password`, { method });
      expect(reply.status).toBe(405);
      expect(reply.headers.get("allow")).toBe("GET, HEAD, POST, OPTIONS");
      expect((await reply.json()).code).toBe("method_not_allowed");
    }
  });

  test("an unknown API path is 404 as a problem", async () => {
    for (const path of ["/api", "/api/v1", "/api/v1/passwords", "/api/../api/v2"]) {
      const reply = await fetch(`${origin}${path}`);
      expect(reply.status).toBe(404);
      expect(await reply.json()).toMatchObject({ code: "not_found", status: 404 });
    }
  });
});

describe("the reply", () => {
  test("is not cached, framed, sniffed or executed", async () => {
    for (const reply of [await get(""), await get("?length=3"), await fetch(`${origin}/api/nothing`)]) {
      expect(reply.headers.get("cache-control")).toBe("no-store");
      expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
      expect(reply.headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
      expect(reply.headers.get("referrer-policy")).toBe("same-origin");
      expect(reply.headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(reply.headers.get("permissions-policy")).toContain("camera=()");
      expect(reply.headers.get("x-powered-by")).toBeNull();
    }
  });

  test("to HEAD equals GET without the body", async () => {
    const reply = await fetch(`${origin}/generate-password`, { method: "HEAD" });
    expect(reply.status).toBe(200);
    expect(Number(reply.headers.get("content-length"))).toBeGreaterThan(20);
    expect(await reply.text()).toBe("");
  });

  test("to OPTIONS lists the methods", async () => {
    const reply = await fetch(`${origin}/generate-password`, { method: "OPTIONS" });
    expect(reply.status).toBe(204);
    expect(reply.headers.get("allow")).toBe("GET, HEAD, POST, OPTIONS");
  });

  test("has a unique request id", async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, async () => (await get("")).headers.get("x-request-id")));
    expect(new Set(ids).size).toBe(20);
  });
});

describe("RATE_LIMIT_GENERATOR", () => {
  test("allows exactly that many parallel requests and says when to retry", async () => {
    const limited = await createTestRuntime({ RATE_LIMIT_GENERATOR: "5/60" });
    const server = await listen(limited.runtime);
    const replies = await Promise.all(Array.from({ length: 40 }, () => fetch(`${server.origin}/generate-password`)));
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(5);
    const refused = replies.filter((reply) => reply.status === 429);
    expect(refused).toHaveLength(35);
    for (const reply of refused) {
      expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(Number(reply.headers.get("retry-after"))).toBeLessThanOrEqual(60);
      expect(reply.headers.get("ratelimit-limit")).toBe("5");
      expect(reply.headers.get("ratelimit-remaining")).toBe("0");
    }
    expect(
      (await fetch(`${server.origin}/generate-password`, { headers: { "x-forwarded-for": "198.51.100.1" } })).status,
    ).toBe(429);
    await server.close();
    await limited.dispose();
  });

  test("adds no limit and no headers if unset", async () => {
    const reply = await get("");
    expect(reply.headers.get("ratelimit-limit")).toBeNull();
  });
});
