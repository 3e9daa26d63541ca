import { expect, test } from "vitest";
import {
  drawMailedCode,
  formatMailedCode,
  mailedCodeMinutes,
  normalizeMailedCode,
  verificationCodeMinutes,
} from "./mailed-code";
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

test.each([
  [{ canMail: true, linkMinutes: 60 }, 10],
  [{ canMail: false, linkMinutes: 60 }, 60],
  [{ canMail: false, linkMinutes: 24 * 60 }, 60],
  [{ canMail: false, linkMinutes: 5 }, 5],
])("a code of %j is valid for %i minutes", (way, minutes) => {
  expect(mailedCodeMinutes(way)).toBe(minutes);
});

test("a code that verifies an address is valid for 10 minutes in a mail, and for an hour from an administrator", () => {
  expect([verificationCodeMinutes(true), verificationCodeMinutes(false)]).toEqual([10, 60]);
});
