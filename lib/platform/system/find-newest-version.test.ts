import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { findNewestVersion } from "./find-newest-version";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(answer: RequestListener): Promise<string> {
  server?.close();
  server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/newest`;
}

test.each([
  ["1.20.3\n", "1.20.3"],
  ["v1.2.3", "1.2.3"],
  [JSON.stringify({ tag_name: "v2.0.0", version: 5 }), "2.0.0"],
  [JSON.stringify({ name: "latchkey", version: "0.3.0" }), "0.3.0"],
])("reads %j", async (body, version) => {
  const url = await serve((_, outgoing) => outgoing.end(body));
  expect(await findNewestVersion(url)).toEqual({ url, version, reason: null });
});

test.each<[string, RequestListener, string]>([
  ["another text", (_, outgoing) => outgoing.end("<html>1.2.3</html>"), "it names no version such as 1.2.3"],
  ["null", (_, outgoing) => outgoing.end("null"), "it names no version such as 1.2.3"],
  ["too long a text", (_, outgoing) => outgoing.end(" ".repeat(2 * 1024 * 1024)), "it names no version such as 1.2.3"],
  ["an error", (_, outgoing) => void outgoing.writeHead(404).end("1.2.3"), "it answers with 404"],
  ["nothing", () => undefined, "no answer within 0.2 seconds"],
])("says what is wrong with %s", async (_, answer, reason) => {
  const url = await serve(answer);
  expect(await findNewestVersion(url, reason.startsWith("no answer") ? 200 : 20_000)).toEqual({
    url,
    version: null,
    reason,
  });
});

test("says why an address can't be reached", async () => {
  const url = await serve(() => undefined);
  server?.close();
  expect(await findNewestVersion(url, 20_000)).toEqual({ url, version: null, reason: "ECONNREFUSED" });
});
