import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { refusalReply } from "./refusal-page";

const error = new AppError("bad_request", 'A <script>"message"</script>.');

test("a browser that opens a page gets a page in our words, with its text escaped and its only style allowed by hash", () => {
  const { status, headers, body } = refusalReply(error, "node-1", { accept: "text/html,*/*;q=0.8" });
  expect(status).toBe(400);
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(headers["cache-control"]).toBe("no-store");
  expect(body).toContain("<h1>Bad Request</h1>");
  expect(body).toContain("&#60;script&#62;&#34;message&#34;");
  expect(body).toContain("node-1");
  const [, style = ""] = /<style>([^]*?)<\/style>/.exec(body) ?? [];
  expect(headers["content-security-policy"]).toContain(createHash("sha256").update(style).digest("base64"));
});

test.each([
  ["a program", { accept: "*/*" }],
  ["a program without Accept", {}],
  ["a server action of a script", { accept: "text/html", "next-action": "4" }],
  ["a page that a script loads", { accept: "text/html", rsc: "1" }],
])("%s gets a problem", (_, headers) => {
  expect(refusalReply(error, "node-1", headers).headers["content-type"]).toContain("application/problem+json");
});
