import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { refusalReply } from "./refusal-page";

const unnamed = { appName: null, supportContact: null };
const error = new AppError("bad_request", 'A <script>"message"</script>.');

test("a browser that opens a page gets a page in our words, with its text escaped and its only style allowed by hash", () => {
  const { status, headers, body } = refusalReply(error, "node-1", { accept: "text/html,*/*;q=0.8" }, unnamed);
  expect(status).toBe(400);
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(headers["cache-control"]).toBe("no-store");
  expect(body).toContain("<h1>The server refused this request</h1>");
  expect(body).toContain("&#60;script&#62;&#34;message&#34;");
  expect(body).toContain(" · Latchkey</title>");
  expect(body).toContain("request ID: <code>node-1</code></p>");
  const [, style = ""] = /<style>([^]*?)<\/style>/.exec(body) ?? [];
  expect(headers["content-security-policy"]).toContain(createHash("sha256").update(style).digest("base64"));
});

test.each([
  ["a program", { accept: "*/*" }],
  ["a program without Accept", {}],
  ["a server action of a script", { accept: "text/html", "next-action": "4" }],
  ["a page that a script loads", { accept: "text/html", rsc: "1" }],
])("%s gets a problem", (_, headers) => {
  expect(refusalReply(error, "node-1", headers, unnamed).headers["content-type"]).toContain("application/problem+json");
});

test("says whose fault it is and what to do, and names the contact as a link", () => {
  const bodyOf = (refused: AppError, contact: string | null) =>
    refusalReply(refused, "node-1", { accept: "text/html" }, { appName: "Rowers & Co", supportContact: contact }).body;
  const busy = bodyOf(new AppError("unavailable", "The service is busy."), "help@example.org");
  expect(busy).toContain("The server can’t answer at the moment");
  expect(busy).toContain("the server’s fault, not yours. Nothing was saved.");
  expect(busy).toContain('Contact: <a href="mailto:help@example.org">help@example.org</a>');
  expect(busy).toContain(" · Rowers &#38; Co</title>");
  expect(bodyOf(error, "Room <4>")).toContain("Contact: Room &#60;4&#62;");
  expect(bodyOf(error, null)).not.toContain("Contact");
  expect(bodyOf(error, null)).not.toContain("server’s fault");
});
