import { expect, type Locator, type Page, type Request } from "@playwright/test";

export function passwordOn(page: Page): Locator {
  return page.getByRole("group", { name: "Password", exact: true });
}

/** Waits for the password on the page and returns it. */
export async function readPassword(page: Page): Promise<string> {
  await expect(passwordOn(page)).toHaveText(/\S/);
  return (await passwordOn(page).textContent()) ?? "";
}

/** The server-generated password in `noscript`. Playwright's text functions skip `noscript`. */
export async function readServerMadePassword(page: Page): Promise<string> {
  const made = passwordOn(page).locator("noscript");
  await expect(made.locator("span").first()).toBeVisible();
  return (await made.textContent()) ?? "";
}

export function lengthField(page: Page): Locator {
  return page.getByRole("spinbutton", { name: "Length" });
}

export function kindOf(page: Page, kind: "Lowercase" | "Uppercase" | "Digits" | "Symbols"): Locator {
  return page.getByRole("checkbox", { name: kind });
}

export async function openMoreRules(page: Page): Promise<void> {
  await page.getByText("More rules").click();
}

/** Opens the raw rules and the pattern of the mode for site rules. */
export async function openAdvanced(page: Page): Promise<void> {
  await page.getByText("Advanced").click();
}

export function regenerate(page: Page): Locator {
  return page.getByRole("button", { name: "New password" });
}

/** Records the URL, headers and body of each request that leaves the browser. */
export function recordRequests(page: Page): { url: string; all: string }[] {
  const requests: { url: string; all: string }[] = [];
  page.on("request", (request) => requests.push({ url: request.url(), all: everythingOf(request) }));
  return requests;
}

function everythingOf(request: Request): string {
  const url = request.url();
  return [url, JSON.stringify(request.headers()), request.postData() ?? ""].join("\n");
}
