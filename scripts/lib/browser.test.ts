import { expect, test, vi } from "vitest";
import { findBrowser } from "./browser.mjs";

test("CHROMIUM_PATH takes precedence over other browsers", () => {
  vi.stubEnv("CHROMIUM_PATH", process.execPath);
  expect(findBrowser("/nowhere")).toBe(process.execPath);
  vi.unstubAllEnvs();
});

test("a CHROMIUM_PATH that doesn't exist is reported, not ignored", () => {
  vi.stubEnv("CHROMIUM_PATH", "/nowhere/chromium");
  expect(() => findBrowser(process.execPath)).toThrow("/nowhere/chromium");
  vi.unstubAllEnvs();
});

test("Playwright's own browser takes precedence over the system's", () => {
  vi.stubEnv("CHROMIUM_PATH", "");
  expect(findBrowser(process.execPath)).toBe(process.execPath);
  vi.unstubAllEnvs();
});
