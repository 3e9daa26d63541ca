import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { send } from "@/e2e/support/raw-http";
import { serveFilesOfOtherBuilds } from "./files-of-other-builds";

let root: string;
let origin: string;
let close: () => Promise<void>;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), "latchkey-builds-"));
  write("release-1/next/static/chunks/old.js", "old");
  write("release-1/next/static/chunks/both.js", "of the old build");
  write("release-2/next/static/chunks/both.js", "own");
  write("release-3/next/static/chunks/new-_~1.css", "new");
  write("release-1/next/secret.js", "secret");
  write("secret.js", "secret");
  const next = serveFilesOfOtherBuilds(path.join(root, "release-2"), (_, outgoing) => outgoing.end("next"));
  const server = createServer(next);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => new Promise((resolve) => server.close(() => resolve()));
});
afterAll(async () => {
  await close();
  rmSync(root, { recursive: true, force: true });
});

function write(name: string, content: string): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), content);
}

test("files of an older and of a newer build beside it are served, to be kept for good", async () => {
  for (const [name, content, type] of [
    ["old.js", "old", "application/javascript; charset=utf-8"],
    ["new-_~1.css?dpl=1", "new", "text/css; charset=utf-8"],
  ] as const) {
    const reply = await send(origin, { path: `/_next/static/chunks/${name}`, headers: { connection: "close" } });
    expect([reply.status, reply.body, reply.headers["content-type"], reply.headers["cache-control"]]).toEqual([
      200,
      content,
      type,
      "public, max-age=31536000, immutable",
    ]);
  }
});

test.each([
  "/_next/static/chunks/both.js",
  "/_next/static/chunks/unknown.js",
  "/_next/static/chunks/",
  "/_next/static/../secret.js",
  "/_next/static/chunks/../../secret.js",
  "/_next/static/%2e%2e/secret.js",
  "/_next/static/chunks/.hidden.js",
  "/_next/static//etc/passwd.txt",
  "/old.js",
])("%s is left to Next", async (target) => {
  expect((await send(origin, { path: target, headers: { connection: "close" } })).body).toBe("next");
});
