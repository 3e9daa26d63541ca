import type { Page } from "@playwright/test";

/** The controls that are too small to touch, and the width beyond the screen. */
export async function findTouchProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const small = [...document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select")]
      // The touch target of a checkbox is its label, and that of a link that covers its table row is the row. Hidden
      // fields for password managers aren't touched.
      .map(
        (element) =>
          element.closest("label") ??
          (getComputedStyle(element, "::after").position === "absolute" ? element.closest("tr") : null) ??
          element,
      )
      .filter((element) => element.checkVisibility() && !element.matches("a[href='#content'], [aria-hidden]"))
      .filter((element) => element.getBoundingClientRect().height < 43.5)
      .map((element) => `too small: ${element.textContent || element.outerHTML.slice(0, 100)}`);
    const excess = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return excess > 0 ? [...small, `${excess} px wider than the screen`] : small;
  });
}
