import { expect, test } from "vitest";
import { drawMailedCode, formatMailedCode, normalizeMailedCode } from "./mailed-code";
import { seededRandom } from "../testing/seeded-random";

test("a code has eight digits, and the format of the mail is accepted", () => {
  const random = seededRandom(11);
  for (let draw = 0; draw < 200; draw += 1) {
    const code = drawMailedCode(random);
    expect(code).toMatch(/^[0-9]{8}$/);
    expect(normalizeMailedCode(formatMailedCode(code))).toBe(code);
    expect(normalizeMailedCode(` ${code.replace(/(..)/g, "$1-")}`)).toBe(code);
  }
});

test.each(["", "1234567", "123456789", "1234567a", "１２３４５６７８", "-1234567"])("%j is not a code", (text) => {
  expect(normalizeMailedCode(text)).toBeNull();
});
