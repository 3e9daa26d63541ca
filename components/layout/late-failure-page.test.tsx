import { prerender } from "react-dom/static";
import { afterEach, describe, expect, test, vi } from "vitest";

describe("a page that failed", () => {
  afterEach(() => {
    vi.doUnmock("./failure-page");
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  test("says what happened, in words that are loaded then", async () => {
    const html = await render(Object.assign(new Error("broken"), { digest: "1234" }));
    expect(html).toContain("Something went wrong on the server");
    expect(html).toContain("1234");
  });

  test("offers another try even when its words can't be loaded", async () => {
    vi.doMock("./failure-page", () => {
      throw new Error("no network");
    });
    vi.stubGlobal("navigator", { onLine: false });
    const html = await render(new Error("broken"));
    expect(html).toContain("You seem to be offline");
    expect(html).toContain("Try again");
  });
});

async function render(error: Error): Promise<string> {
  const { LateFailurePage } = await import("./late-failure-page");
  const { prelude } = await prerender(<LateFailurePage error={error} retry={() => undefined} />);
  return new Response(prelude).text();
}
