import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { projectFolder } from "./project.mjs";
import { vendorAssetNames, vendorAssetsArePresent, withLocalBadge, writeVendorAssets } from "./vendor-assets.mjs";

test("the copied assets name no CDN, and don't refer to a missing source map", () => {
  const root = mkdtempSync(path.join(tmpdir(), "latchkey-vendor-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  symlinkSync(path.join(projectFolder, "node_modules"), path.join(root, "node_modules"));

  writeVendorAssets(root);
  expect(vendorAssetsArePresent(root)).toBe(true);
  for (const name of vendorAssetNames) {
    const content = readFileSync(path.join(root, "public", "vendor", name), "utf8");
    expect(content.includes("cdn.redoc.ly"), name).toBe(false);
    expect(/sourceMappingURL=\S+\s*$/.test(content), name).toBe(false);
  }
});

test("a redoc version with another external URL is refused", () => {
  expect(() => withLocalBadge("no badge at all")).toThrow(/redoc/);
  expect(() => withLocalBadge("https://cdn.redoc.ly/redoc/logo-mini.svg https://cdn.redoc.ly/more.js")).toThrow(
    /redoc/,
  );
});
