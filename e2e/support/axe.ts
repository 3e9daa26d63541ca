import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core holds against the page as it stands, each with the elements it means. */
export async function findAccessibilityProblems(page: Page): Promise<string[]> {
  // The debugger's evaluation needs no leave from the page's content security policy.
  await page.evaluate(axeSource);
  const { violations }: AxeResults = await page.evaluate("axe.run(document)");
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" ; ")}`,
  );
}
