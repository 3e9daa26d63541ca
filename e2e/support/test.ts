import { test as base, type BrowserContext } from "@playwright/test";

export { expect } from "@playwright/test";

type Guards = {
  /** Console errors that a test causes on purpose, such as a 404. */
  expectedConsoleErrors: RegExp[];
};

/** Playwright's test, which also fails on console errors, policy violations and requests to other hosts. */
export const test = base.extend<Guards>({
  expectedConsoleErrors: [[], { option: true }],

  context: async ({ context, baseURL, expectedConsoleErrors }, runTest) => {
    const faults = await watchForFaults(context, new URL(baseURL ?? "").host);
    await runTest(context);
    const unexpected = faults.filter((fault) => !expectedConsoleErrors.some((expected) => expected.test(fault)));
    base.expect(unexpected, "unexpected console errors, policy violations and requests").toEqual([]);
  },
});

async function watchForFaults(context: BrowserContext, ownHost: string): Promise<string[]> {
  const faults: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (webError) => faults.push(`uncaught: ${webError.error().message}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== ownHost)
      faults.push(`request to another host: ${request.url()}`);
  });
  // Chromium prints most policy violations, but not those of reports and workers.
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      console.error(`CSP violation: ${violatedDirective} ${blockedURI}`);
    });
  });
  return faults;
}
