import { expect, type Locator, type Page, type Request } from "@playwright/test";

export function passwordOn(page: Page): Locator {
  return page.getByRole("group", { name: "Password", exact: true });
}

/** The password on the page, once there is one. */
export async function readPassword(page: Page): Promise<string> {
  await expect(passwordOn(page)).toHaveText(/\S/);
  return (await passwordOn(page).textContent()) ?? "";
}

/** The password that the server made, as a browser without JavaScript shows it; Playwright's own text skips `noscript`. */
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

export function makeAnother(page: Page): Locator {
  return page.getByRole("button", { name: "New password" });
}

/** Everything of each request that leaves the browser: address, headers, body. */
export function recordRequests(page: Page): { url: string; all: string }[] {
  const requests: { url: string; all: string }[] = [];
  page.on("request", (request) => requests.push({ url: request.url(), all: everythingOf(request) }));
  return requests;
}

function everythingOf(request: Request): string {
  const url = request.url();
  return [url, JSON.stringify(request.headers()), request.postData() ?? ""].join("\n");
}
