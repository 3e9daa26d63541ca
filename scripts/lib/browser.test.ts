import { expect, test, vi } from "vitest";
import { findBrowser } from "./browser.mjs";

test("the browser that CHROMIUM_PATH names comes first", () => {
  vi.stubEnv("CHROMIUM_PATH", process.execPath);
  expect(findBrowser("/nowhere")).toBe(process.execPath);
  vi.unstubAllEnvs();
});

test("a CHROMIUM_PATH that leads nowhere is said, not passed over", () => {
  vi.stubEnv("CHROMIUM_PATH", "/nowhere/chromium");
  expect(() => findBrowser(process.execPath)).toThrow("/nowhere/chromium");
  vi.unstubAllEnvs();
});

test("Playwright's own browser comes before the system's", () => {
  vi.stubEnv("CHROMIUM_PATH", "");
  expect(findBrowser(process.execPath)).toBe(process.execPath);
  vi.unstubAllEnvs();
});
