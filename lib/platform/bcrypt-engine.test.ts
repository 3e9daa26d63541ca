import { describe, expect, test } from "vitest";
import { loadBcryptEngine } from "./bcrypt-engine.mjs";

const [native, javascript] = await Promise.all([loadBcryptEngine("fastest"), loadBcryptEngine("javascript")]);

const hasBinary = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"].includes(
  `${process.platform}-${process.arch}`,
);

// Otherwise the tests below would compare an engine with itself.
test.runIf(hasBinary)("the native engine is the fastest", () => {
  expect(native.name).toBe("native");
});

test("the JavaScript engine is used when the native one can't be loaded, or when it is requested", async () => {
  expect(javascript.name).toBe("javascript");
  const missing = (): Promise<never> => Promise.reject(new Error("Cannot find native binding."));
  expect((await loadBcryptEngine("fastest", missing)).name).toBe("javascript");
});

const published = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

describe.each([native, javascript])("the $name engine", (engine) => {
  const other = engine === native ? javascript : native;

  // Known answers of jBCrypt and crypt_blowfish.
  test.each([
    ["", "$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s."],
    ["", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy"],
    ["a", "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe"],
    ["abc", "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"],
    ["abcdefghijklmnopqrstuvwxyz", "$2a$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC"],
    ["~!@#$%^&*()      ~!@#$%^&*()PNBFRD", "$2a$06$fPIsBO8qRqkjj273rfaOI.HtSV9jLDpTbZn782DC6/t7qT67P6FfO"],
    ["U*U", published],
    ["U*U*", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK"],
    ["U*U*U", "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"],
  ])("%j matches the published hash in each of its spellings, and no other hash", (password, hash) => {
    for (const variant of ["2a", "2b", "2y"]) {
      const spelling = hash.replace("2a", variant);
      expect(engine.matches(password, spelling)).toBe(true);
      expect(engine.matches(`${password} `, spelling)).toBe(false);
    }
  });

  test.each([
    "",
    "correct horse",
    "caf\u00e9",
    "cafe\u0301",
    "🔑".repeat(18),
    "x".repeat(71),
    "x".repeat(72),
    "x".repeat(73),
    "🔑".repeat(128),
    "\0",
    "correct\0horse",
    "correct \ud83d horse",
    "\udd11",
  ])("hashes %j so that the other engine verifies it", (password) => {
    const hash = engine.hash(password, 4);
    expect(hash).toMatch(/^\$2b\$04\$.{53}$/);
    expect([engine.matches(password, hash), other.matches(password, hash)]).toEqual([true, true]);
    for (const wrong of [`!${password}`, "correct\0zebra", "correct"]) {
      expect([engine.matches(wrong, hash), other.matches(wrong, hash)]).toEqual([false, false]);
    }
  });

  test.each([4, 5, 8, 10])("hashes at cost %i so that the other engine verifies it", (cost) => {
    const hash = engine.hash("correct horse", cost);
    expect(hash).toContain(`$${String(cost).padStart(2, "0")}$`);
    expect([other.matches("correct horse", hash), other.matches("wrong horse", hash)]).toEqual([true, false]);
  });

  test.each([
    "",
    "$",
    "$2a$05$",
    published.slice(0, -1),
    `${published}W`,
    `${published}\n`,
    published.replace("2a", "2"),
    published.replace("2a", "2x"),
    published.replace("2a", "2A"),
    published.replace("$05$", "$5$"),
    published.replace("$05$", "$03$"),
    published.replace("$05$", "$32$"),
    published.replace("CCC", "C*C"),
    published.replace("CCC", "C\0C"),
    published.replace("CCC", "é\ud83d"),
    published.replace("C.E", "C/E"),
    published.replace(/W$/, "X"),
    "é".repeat(60),
    "\ud83d".repeat(60),
    "x".repeat(1_000_000),
  ])("refuses the malformed hash %# without throwing", (malformed) => {
    expect(engine.matches("U*U", malformed)).toBe(false);
    expect(engine.matches(malformed, malformed)).toBe(false);
  });
});
