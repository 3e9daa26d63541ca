import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createBreachCheck } from "./breach-check";

// SHA-1 of "password" is 5BAA6 1E4C9B93F3F0682250B6CF8331B7EE68FD8.
const SUFFIX = "1E4C9B93F3F0682250B6CF8331B7EE68FD8";
const OTHER = "0018A45C4D1DEF81644B54AB7F969B88D65";

async function startRangeApi(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const requests: { url: string | undefined; headers: IncomingMessage["headers"]; body: string }[] = [];
  const server = createServer((request, response) => {
    const received = { url: request.url, headers: request.headers, body: "" };
    requests.push(received);
    request.on("data", (chunk) => (received.body += chunk));
    response.on("error", () => undefined);
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void (server.close(), server.closeAllConnections()));
  // A listening TCP server's address is never a string.
  const { port } = server.address() as AddressInfo;
  return { requests, url: `http://127.0.0.1:${port}` };
}

const rows = (text: string) => (_: IncomingMessage, response: ServerResponse) => void response.end(text);

test.each([
  ["found", `${OTHER}:3\r\n${SUFFIX}:10437277\r\n`, 10_437_277],
  ["found in lower case and with plain line ends", `${OTHER}:3\n${SUFFIX.toLowerCase()}:7`, 7],
  ["not found", `${OTHER}:3\r\n`, 0],
  ["only a row of padding", `${OTHER}:3\r\n${SUFFIX}:0\r\n`, 0],
])("a password that is %s", async (_, text, count) => {
  const { url } = await startRangeApi(rows(text));
  expect(await createBreachCheck({ mode: "block", url }).countBreaches("password")).toBe(count);
});

test("sends only five digits of the hash", async () => {
  const { url, requests } = await startRangeApi(rows(`${OTHER}:1`));
  await createBreachCheck({ mode: "warn", url: `${url}/` }).countBreaches("password");
  const [request] = requests;
  expect(requests).toHaveLength(1);
  expect(request?.url).toBe("/range/5BAA6");
  expect(request?.body).toBe("");
  expect(request?.headers).toMatchObject({ "add-padding": "true", "user-agent": "Latchkey" });
  const sent = JSON.stringify(request).toUpperCase();
  expect(sent).not.toContain("PASSWORD");
  expect(sent).not.toContain("5BAA61");
  expect(sent).not.toContain(SUFFIX.slice(0, 6));
});

test("sends nothing when the check is off", async () => {
  const { url, requests } = await startRangeApi(rows(`${SUFFIX}:1`));
  expect(await createBreachCheck({ mode: "off", url }).countBreaches("password")).toBeNull();
  expect(requests).toHaveLength(0);
});

const endless = (response: ServerResponse) => {
  const more = () =>
    void (response.destroyed || response.write(`${OTHER}:1\r\n`.repeat(1000), () => setImmediate(more)));
  more();
};

test.each<[string, (request: IncomingMessage, response: ServerResponse) => void]>([
  ["hangs", () => undefined],
  ["hangs in the middle of its answer", (_, response) => void response.write(`${SUFFIX}:5\r\n`)],
  ["breaks off", (_, response) => void response.write(`${SUFFIX}:5\r\n`, () => response.destroy())],
  ["fails", (_, response) => void response.writeHead(500).end(`${SUFFIX}:5`)],
  ["limits", (_, response) => void response.writeHead(429).end()],
  ["finds nothing there", (_, response) => void response.writeHead(404).end(`${SUFFIX}:5`)],
  ["answers without a body", (_, response) => void response.writeHead(204).end()],
  ["answers with nothing", rows("")],
  ["answers with a page", rows("<!doctype html><title>Log in to the network</title>")],
  ["answers with a page among rows", rows(`${SUFFIX}:5\r\n<html>`)],
  ["answers with counts that are none", rows(`${SUFFIX}:-5`)],
  ["answers with bytes", (_, response) => void response.end(Buffer.from([0, 255, 254, 13, 10]))],
  [
    "says it is compressed, and is not",
    (_, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end(`${SUFFIX}:5`),
  ],
  ["never stops answering", (_, response) => endless(response)],
  ["is not HTTP", (request) => void request.socket.end("SSH-2.0-OpenSSH\r\n")],
])("a service that %s gives null, in time", async (_, answer) => {
  const { url } = await startRangeApi(answer);
  const startedAt = performance.now();
  expect(await createBreachCheck({ mode: "block", url, timeoutMs: 300 }).countBreaches("password")).toBeNull();
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});

test("a redirect isn't followed", async () => {
  const target = await startRangeApi(rows(`${SUFFIX}:5`));
  const { url } = await startRangeApi(
    (request, response) => void response.writeHead(302, { location: target.url + request.url }).end(),
  );
  expect(await createBreachCheck({ mode: "block", url }).countBreaches("password")).toBeNull();
  expect(target.requests).toHaveLength(0);
});

test.each(["http://127.0.0.1:1", "http://nowhere.invalid", "not a URL"])(
  "an unreachable service (%s) gives null",
  async (url) => {
    expect(await createBreachCheck({ mode: "block", url }).countBreaches("password")).toBeNull();
  },
);
