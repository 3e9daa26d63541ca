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

test("without one, Debian's headless shell comes first, then Playwright's own browser, then the system's", () => {
  vi.stubEnv("CHROMIUM_PATH", "");
  expect(findBrowser("/nowhere", process.execPath)).toBe(process.execPath);
  expect(findBrowser(import.meta.filename, process.execPath)).toBe(process.execPath);
  expect(findBrowser(import.meta.filename, "/nowhere")).toBe(import.meta.filename);
  vi.unstubAllEnvs();
});
