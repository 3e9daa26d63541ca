import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { MailSecret } from "@/lib/schemas/outbox";
import { MailSecrets } from "./mail-secrets";

const NOW = "2026-11-27T12:00:00.000Z";

function shown(...secrets: MailSecret[]): string {
  return renderToStaticMarkup(<MailSecrets secrets={secrets} now={NOW} />);
}

test.each(["3950 4422", "39504422"])("the code %s is read out in groups of four", (value) => {
  expect(shown({ name: "code", value, expires_at: null })).toContain(">3950 4422</code>");
});

test("links that lock the account or undo a change are apart from the link to pass on", () => {
  const html = shown(
    { name: "link", value: "https://example.org/reset", expires_at: null },
    { name: "not_me_link", value: "https://example.org/not-me", expires_at: null },
    { name: "undo_link", value: "https://example.org/undo", expires_at: null },
  );
  const [passedOn, others] = html.split("<details") as [string, string];
  expect(passedOn).toContain("https://example.org/reset");
  expect(passedOn).not.toMatch(/not-me|undo/);
  expect(others).toContain("https://example.org/not-me");
  expect(others).toContain("https://example.org/undo");
});
