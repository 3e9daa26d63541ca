import { expect, test } from "vitest";
import { secureRandom } from "../random";
import { drawRecoveryCode, formatRecoveryCode, normalizeRecoveryCode } from "./recovery-code";
import { chiSquareP } from "../testing/chi-square";
import { seededRandom } from "../testing/seeded-random";

test("a code has 24 characters of base32, all equally likely", () => {
  const random = seededRandom(7);
  const counts = new Map<string, number>();
  for (let draw = 0; draw < 5000; draw += 1) {
    const code = drawRecoveryCode(random);
    expect(code).toMatch(/^[A-Z2-7]{24}$/);
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
  expect(shown).toMatch(/^([A-Z2-7]{4}-){5}[A-Z2-7]{4}$/);
  for (const typed of [shown, shown.toLowerCase(), ` ${shown.replaceAll("-", " ")}\n`, code])
    expect(normalizeRecoveryCode(typed)).toBe(code);
  expect(normalizeRecoveryCode("0181-0181-0181-0181-0181-0181")).toBe("OIBIOIBIOIBIOIBIOIBIOIBI");
});

test.each([
  "",
  "ABCD",
  "A".repeat(23),
  "A".repeat(25),
  `${"A".repeat(23)}9`,
  `${"A".repeat(23)}é`,
  "ſ".repeat(24),
  "123456",
])("%j is not a recovery code", (text) => {
  expect(normalizeRecoveryCode(text)).toBeNull();
});
