import type { Page } from "@playwright/test";

/** What a finger would miss on the page as it stands, and whether it is wider than the screen. */
export async function findTouchProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const small = [...document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select")]
      // A checkbox is touched by its label's line, and a link that covers its row by the row; what managers read by
      // themselves is touched by nobody.
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
