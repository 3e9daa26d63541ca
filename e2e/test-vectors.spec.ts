import { build } from "esbuild";
import { routes } from "@/lib/routes";
import type { TestVectors } from "@/lib/testing/test-vectors";
import { expect, test } from "./support/test";

type Checker = { checkTestVectors(vectors: TestVectors): Promise<string[]> };

test("the generator's modules match every published test vector in a browser too", async ({ page }) => {
  // The page's bundle exports nothing, so this test bundles the same sources.
  const { outputFiles } = await build({
    entryPoints: ["lib/testing/test-vectors.ts"],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "checker",
    platform: "browser",
    target: "es2022",
    tsconfig: "tsconfig.json",
  });
  await page.goto(routes.home());
  // The page's policy forbids eval, which the schema library would otherwise use for speed.
  await page.evaluate(
    `globalThis.__zod_globalConfig = { jitless: true }; ${outputFiles[0]?.text}; window.checker = checker;`,
  );
  const outcome = await page.evaluate(async (path) => {
    const vectors = (await (await fetch(path)).json()) as TestVectors;
    const differences = await (window as unknown as { checker: Checker }).checker.checkTestVectors(vectors);
    return { passwords: vectors.passwords.length, differences };
  }, routes.testVectors());
  expect(outcome.passwords).toBeGreaterThan(80);
  expect(outcome.differences).toEqual([]);
});

test("the published test vectors are a public file", async ({ request }) => {
  const reply = await request.get(routes.testVectors());
  expect(reply.status()).toBe(200);
  expect(reply.headers()["content-type"]).toMatch(/^application\/json/);
  expect(Object.keys((await reply.json()) as TestVectors)).toEqual([
    "about",
    "random_below",
    "passwords",
    "entropy",
    "password_rules",
  ]);
});
