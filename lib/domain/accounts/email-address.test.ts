import fc from "fast-check";
import { expect, test } from "vitest";
import { processorMilliseconds } from "@/lib/testing/processor-time";
import { normalizeEmail } from "./email-address";

const label63 = "a".repeat(63);

test.each([
  ["ada@example.org", "ada@example.org"],
  ["  Ada.Lovelace@Example.ORG\n", "ada.lovelace@example.org"],
  ["ada+news@example.org", "ada+news@example.org"],
  ["o'brien@example.org", "o'brien@example.org"],
  ["!#$%&'*+/=?^_`{|}~-@example.org", "!#$%&'*+/=?^_`{|}~-@example.org"],
  ["1@1.example.org", "1@1.example.org"],
  ["ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"],
  ["ada@xn--BCHER-KVA.example", "ada@xn--bcher-kva.example"],
  // cspell:disable
  ["Ada@Bücher.Example", "ada@xn--bcher-kva.example"],
  ["ada@bu\u0308cher.example", "ada@xn--bcher-kva.example"],
  ["ada@faß.example", "ada@xn--fa-hia.example"],
  ["ada@例え。テスト", "ada@xn--r8jz45g.xn--zckzah"],
  ["ada@उदाहरण.परीक्षा", "ada@xn--p1b6ci4b4b3a.xn--11b5bs3a9aj6g"],
  ["ada@مثال.إختبار", "ada@xn--mgbh0fb.xn--kgbechtv"],
  // cspell:enable
  ["Ada+News@Example.ORG.", "ada+news@example.org"],
  ["ada@bücher.example.", "ada@xn--bcher-kva.example"],
  ["ada@a-b.c--d.example", "ada@a-b.c--d.example"],
  ["__proto__@example.org", "__proto__@example.org"],
  ["constructor@example.org", "constructor@example.org"],
  [`${"a".repeat(64)}@example.org`, `${"a".repeat(64)}@example.org`],
  [`ada@${label63}.org`, `ada@${label63}.org`],
  [`${"a".repeat(62)}@${label63}.${label63}.${label63}`, `${"a".repeat(62)}@${label63}.${label63}.${label63}`],
])("%j is the address %j", (text, normalized) => {
  expect(normalizeEmail(text)).toBe(normalized);
});

test.each([
  ["nothing", ""],
  ["only an @", "@"],
  ["no @", "example.org"],
  ["no local part", "@example.org"],
  ["no domain", "ada@"],
  ["two @", "ada@example.com@example.org"],
  ["a leading dot", ".ada@example.org"],
  ["a trailing dot", "ada.@example.org"],
  ["two dots", "ada..lovelace@example.org"],
  ["a quoted local part", '"ada lovelace"@example.org'],
  ["an escaped @", "ada\\@home@example.org"],
  ["a comment", "ada(home)@example.org"],
  ["a display name", "Ada <ada@example.org>"],
  ["a list", "ada@example.org,eve@example.org"],
  ["a second header", "ada@example.org\r\nBcc: eve@example.org"],
  ["a space", "ada lovelace@example.org"],
  ["NUL", "ada\0@example.org"],
  ["DEL", "ada\x7f@example.org"],
  ["a local part of 65", `${"a".repeat(65)}@example.org`],
  ["a label of 64", `ada@${"a".repeat(64)}.org`],
  ["255 in all", `${"a".repeat(63)}@${label63}.${label63}.${label63}`],
  ["a domain without a dot", "ada@localhost"],
  ["a domain that begins with a dot", "ada@.example.org"],
  ["a domain with two dots", "ada@example..org"],
  ["a domain that ends with two dots", "ada@example.org.."],
  ["a domain of a dot", "ada@."],
  ["a label that begins with a hyphen", "ada@-example.org"],
  ["a label that ends with a hyphen", "ada@example-.org"],
  ["an underscore in the domain", "ada@mail_host.example.org"],
  ["an IPv4 literal", "ada@[127.0.0.1]"],
  ["an IPv6 literal", "ada@[IPv6:::1]"],
  ["an IPv4 address", "ada@127.0.0.1"],
  ["a hexadecimal IPv4 address", "ada@127.0x1"],
  ["a fullwidth @", "attacker@evil.example＠victim.example"],
  ["only a fullwidth @", "ada＠example.org"],
  ["a small @", "ada﹫example.org"],
  ["a dotless i", "mıke@example.org"],
  ["an i with its dot kept", "mİke@example.org"],
  ["a ligature", "ﬀ@example.org"],
  ["a Kelvin sign", "mi\u212ae@example.org"],
  ["a Kelvin sign in the domain", "mike@\u212aent.example"],
  // cspell:disable
  ["a fullwidth domain", "ada@ｅxample.org"],
  ["a fullwidth full stop", "ada@example．org"],
  ["a long s in the domain", "ada@\u017fample.org"],
  ["a domain that mixes directions", "ada@مثالa.example"],
  // cspell:enable
  ["an international label that is too long", `ada@${"ü".repeat(63)}.example`],
  ["an encoded international domain", "ada@b%C3%BCcher.example"],
  ["a path after an international domain", "ada@bücher.example/x"],
  ["a port after an international domain", "ada@bücher.example:25"],
  ["an international local part", "bücher@example.org"],
  ["a soft hyphen in the domain", "ada@exam\u00adple.org"],
  ["a soft hyphen", "a\u00adda@example.org"],
  ["a zero-width space", "ada\u200b@example.org"],
  ["right-to-left override", "\u202eada@example.org"],
  ["a Greek question mark", "ada\u037e@example.org"],
])("an address with %s is refused", (_, text) => {
  expect(normalizeEmail(text)).toBeNull();
});

test("a normalised address is ASCII, has at most 254 characters, and normalises to itself", () => {
  const text = fc.oneof(
    fc.emailAddress(),
    fc.string({ unit: "grapheme" }).map((local) => `${local}@example.org`),
  );
  fc.assert(
    fc.property(text, (address) => {
      const normalized = normalizeEmail(address);
      if (normalized === null) return;
      expect(normalized).toMatch(/^[\x21-\x7e]{6,254}$/);
      expect(normalizeEmail(normalized)).toBe(normalized);
      expect(normalizeEmail(normalized.toUpperCase())).toBe(normalized);
    }),
    { numRuns: 2_000 },
  );
});

test("only addresses that differ in ASCII case normalise to the same address", () => {
  // Every character that any Unicode folding turns into ASCII.
  for (let code = 0x80; code <= 0xffff; code += 1) {
    const character = String.fromCharCode(code);
    const inside = normalizeEmail(`a${character}a@example.org`);
    if (inside !== null) throw new Error(`U+${code.toString(16)} became ${inside}.`);
  }
});

test.each(["a", ".", "@", "-", "a.", ".a", "a@", "-a", " ", "\u212a"])(
  "%j repeated 100,000 times takes linear time",
  async (part) => {
    const milliseconds = await processorMilliseconds(() => {
      for (const text of [part.repeat(100_000), `${part.repeat(120)}@${part.repeat(60)}.a!`]) normalizeEmail(text);
    });
    expect(milliseconds).toBeLessThan(150);
  },
);
