import { expect, test } from "vitest";
import { secureRandom } from "../random";
import {
  drawRecoveryCode,
  formatRecoveryCode,
  isOlderRecoveryCode,
  normalizeRecoveryCode,
  recoveryCodeProblem,
} from "./recovery-code";
import { chiSquareP } from "../testing/chi-square";
import { seededRandom } from "../testing/seeded-random";

test("a code has 16 characters of Crockford's base32, all equally likely", () => {
  const random = seededRandom(7);
  const counts = new Map<string, number>();
  for (let draw = 0; draw < 5000; draw += 1) {
    const code = drawRecoveryCode(random);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
    for (const character of code) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  expect(counts.size).toBe(32);
  const probability = chiSquareP([...counts.values()]);
  expect(probability).toBeGreaterThan(0.001);
  expect(probability).toBeLessThan(0.999);
});

test("a displayed code can be typed in upper or lower case and with look-alikes", () => {
  const code = drawRecoveryCode(secureRandom);
  const shown = formatRecoveryCode(code);
  expect(shown).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
  for (const typed of [shown, shown.toLowerCase(), ` ${shown.replaceAll("-", " ")}\n`, code])
    expect(normalizeRecoveryCode(typed)).toBe(code);
  expect(normalizeRecoveryCode("oOiI-lL18-0000-1111")).toBe("0011111800001111");
});

test("an older code of 24 characters has its own look-alikes", () => {
  expect(normalizeRecoveryCode("0181-0181-0181-0181-0181-0181")).toBe("OIBIOIBIOIBIOIBIOIBIOIBI");
  expect(normalizeRecoveryCode("abcd-efgh-ijkl-mnop-qrst-uvwx")).toBe("ABCDEFGHIJKLMNOPQRSTUVWX");
  expect(isOlderRecoveryCode("ABCDEFGHIJKLMNOPQRSTUVWX")).toBe(true);
  expect(isOlderRecoveryCode(drawRecoveryCode(secureRandom))).toBe(false);
});

test("a text that can't be a code is refused with the rule, and older codes are named for one of their length", () => {
  expect(recoveryCodeProblem(drawRecoveryCode(secureRandom))).toBeNull();
  expect(recoveryCodeProblem("ABCD")).toBe("That isn’t a recovery code. It has 16 letters and digits.");
  expect(recoveryCodeProblem(`${"A".repeat(23)}9`)).toBe(
    "That isn’t a recovery code. It has 16 letters and digits, or 24 in an older code.",
  );
});

test.each([
  "",
  "ABCD",
  "A".repeat(15),
  "A".repeat(17),
  `${"A".repeat(15)}U`,
  "A".repeat(23),
  "A".repeat(25),
  `${"A".repeat(23)}9`,
  `${"A".repeat(23)}é`,
  "ſ".repeat(16),
  "ſ".repeat(24),
  "123456",
])("%j is not a recovery code", (text) => {
  expect(normalizeRecoveryCode(text)).toBeNull();
});
