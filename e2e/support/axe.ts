import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// The themes differ only in colours, so the dark one needs only the colour rules.
const rulesAboutColours = ["color-contrast", "link-in-text-block"];

/** The axe-core violations of the page in the light and the dark theme, with their elements. */
export async function findAccessibilityProblems(page: Page): Promise<string[]> {
  // page.evaluate() isn't subject to the page's content security policy.
  await page.evaluate(axeSource);
  const problems: string[] = [];
  for (const [colorScheme, options] of [
    ["dark", { runOnly: rulesAboutColours }],
    ["light", {}],
  ] as const) {
    // During a transition, axe-core would measure an intermediate colour.
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

/** The horizontal overflow of the page in pixels. */
export async function findOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
