import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readLogoFile } from "./logo-file";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "latchkey-logo-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(content: string | Buffer): string {
  const file = join(folder, "logo");
  writeFileSync(file, content);
  return file;
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';

test.each([
  ["alone", svg],
  ["after a byte order mark", `\uFEFF${svg}`],
  [
    "after a declaration, a comment and a document type",
    `<?xml version="1.0"?>\n<!-- <html> -->\n<!DOCTYPE svg>\n${svg}`,
  ],
])("reads an SVG %s", (_, text) => {
  expect(readLogoFile(write(text))).toMatchObject({ type: "image/svg+xml", size: "any" });
});

test("reads a PNG and its size", () => {
  const logo = readLogoFile(join(import.meta.dirname, "../../public/icons/icon-192.png"));
  expect(logo).toMatchObject({ type: "image/png", size: "192x192" });
  expect(logo.bytes).toEqual(readFileSync(join(import.meta.dirname, "../../public/icons/icon-192.png")));
});

test.each([
  ["a page", "<!doctype html><html></html>", /neither an SVG nor a PNG/],
  ["a page with an SVG in it", `<html>${svg}</html>`, /neither/],
  ["an unfinished comment", `<!-- ${svg}`, /neither/],
  ["a JPEG", Buffer.from("ffd8ffe000104a46", "hex"), /neither/],
  ["nothing", "", /neither/],
  ["more than 100 KB", svg + " ".repeat(100_000), /has 100041 bytes: expected at most 100000/],
])("refuses %s", (_, content, problem) => {
  expect(() => readLogoFile(write(content))).toThrow(problem);
});

test("names a file that is missing", () => {
  expect(() => readLogoFile(join(folder, "missing.svg"))).toThrow(/^APP_LOGO is .*missing\.svg, which can't be read: /);
});
