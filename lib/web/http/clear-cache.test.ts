import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { clearCacheAtLogOut } from "./clear-cache";

test.each<[string, RequestListener]>([
  [
    "a redirect with written headers",
    (_, outgoing) => {
      outgoing.setHeader("set-cookie", ["other=1; Path=/", "latchkey.session=; Path=/; Max-Age=0"]);
      outgoing.writeHead(303, { location: "/log-in" }).end();
    },
  ],
  [
    "a streamed page, over https",
    (_, outgoing) => {
      outgoing.appendHeader("set-cookie", "__Host-latchkey.session=; Path=/; Max-Age=0; Secure");
      outgoing.write("<p>");
      outgoing.end("</p>");
    },
  ],
])("the reply that removes the session cookie clears the cache: %s", async (_, listener) => {
  expect(await clearSiteDataOf(listener)).toBe('"cache"');
});

test("replies that set or leave the session cookie don't clear the cache", async () => {
  for (const cookie of ["latchkey.session=abc; Path=/", "latchkey.device=; Max-Age=0", "other=latchkey.session=;"]) {
    expect(await clearSiteDataOf((__, outgoing) => outgoing.setHeader("set-cookie", cookie).end()), cookie).toBeNull();
  }
  expect(await clearSiteDataOf((__, outgoing) => outgoing.end())).toBeNull();
});

async function clearSiteDataOf(listener: RequestListener): Promise<string | null> {
  const server = createServer((incoming, outgoing) => {
    clearCacheAtLogOut(outgoing);
    listener(incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { headers } = await fetch(`http://127.0.0.1:${port}/`, { redirect: "manual" });
  await new Promise((resolve) => server.close(resolve));
  return headers.get("clear-site-data");
}
