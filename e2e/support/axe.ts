import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// The themes differ in colours only, so the dark one needs no more than the rules about colours.
const rulesAboutColours = ["color-contrast", "link-in-text-block"];

/** What axe-core finds wrong with the page in the light and in the dark theme, each with the elements concerned. */
export async function findAccessibilityProblems(page: Page): Promise<string[]> {
  // page.evaluate() isn't subject to the page's content security policy.
  await page.evaluate(axeSource);
  const problems: string[] = [];
  for (const [colorScheme, options] of [
    ["dark", { runOnly: rulesAboutColours }],
    ["light", {}],
  ] as const) {
    // A transition would be measured halfway between two colours.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations }: AxeResults = await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`);
    problems.push(
      ...violations.map(
        ({ id, help, nodes }) =>
          `${id} (${colorScheme}): ${help}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" ; ")}`,
      ),
    );
  }
  return problems;
}

/** By how many pixels the page is wider than the screen. */
export async function findOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
