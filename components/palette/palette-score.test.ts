import { expect, test } from "vitest";
import { scoreOf } from "./palette-score";

test("the start of the label counts most, then the starts of its words, then the keywords", () => {
  expect(scoreOf("Audit log", "aud")).toBe(1);
  expect(scoreOf("Audit log", "log")).toBe(0.8);
  expect(scoreOf("Add an authenticator", "auth add")).toBe(0.8);
  expect(scoreOf("Security", "2fa", ["two-factor", "2fa"])).toBe(0.5);
  expect(scoreOf("Security", "fac", ["two-factor", "2fa"])).toBe(0.5);
});

test("letters that are only scattered in the label don't match", () => {
  expect(scoreOf("Password generator", "ad")).toBe(0);
  expect(scoreOf("Audit log", "audit mail")).toBe(0);
});

test("what a search on the server found matches by its keyword, whatever it looks like", () => {
  expect(scoreOf("0196b3f2", "ada.l@example.org +x", ["ada.l@example.org +x"])).toBe(0.5);
  expect(scoreOf("0196b3f2", "🙂", ["🙂"])).toBe(0.5);
});
