import { expect, test } from "vitest";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { listen } from "@/lib/testing/test-server";

async function fetchSecurityText(environment: Record<string, string>): Promise<Response> {
  const { runtime, dispose } = await createTestRuntime({
    FRONTEND_URL: "https://latchkey.example.com",
    ...environment,
  });
  const server = await listen(runtime);
  const reply = await fetch(`${server.origin}/.well-known/security.txt`);
  const copy = new Response(await reply.text(), { status: reply.status, headers: reply.headers });
  await server.close();
  await dispose();
  return copy;
}

test.each([
  ["security@example.com", "mailto:security@example.com"],
  ["https://example.com/report", "https://example.com/report"],
  ["tel:+1-201-555-0123", "tel:+1-201-555-0123"],
])("security.txt publishes SECURITY_CONTACT=%s as plain text that expires within a year", async (setting, uri) => {
  const reply = await fetchSecurityText({ SECURITY_CONTACT: setting });
  expect(reply.status).toBe(200);
  expect(reply.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  const text = await reply.text();
  const fields = Object.fromEntries(
    text
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/: (.*)/).slice(0, 2)),
  );
  expect(fields).toMatchObject({
    Contact: uri,
    Canonical: "https://latchkey.example.com/.well-known/security.txt",
  });
  const days = (Date.parse(fields["Expires"]) - Date.now()) / (24 * 60 * 60 * 1000);
  expect(days).toBeGreaterThan(30);
  expect(days).toBeLessThan(365);
});

test("security.txt is 404 without SECURITY_CONTACT", async () => {
  expect((await fetchSecurityText({})).status).toBe(404);
});
