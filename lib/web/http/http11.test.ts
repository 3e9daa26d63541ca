import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendRaw } from "@/lib/testing/raw-request";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { listen } from "@/lib/testing/test-server";
import { refuseBrokenRequests } from "./broken-requests";
import { recordExchanges } from "./exchanges";

// What RFC 9110 and RFC 9112 require of a server, section by section.

const api = "/api/v1/generate-password";
const host = "Host: localhost:3000\r\n";
const json = "Content-Type: application/json\r\n";
const close = "Connection: close\r\n";

/** In place of Next: a page of unknown length. */
const page: RequestListener = (incoming, outgoing) => {
  outgoing.write(`page ${incoming.url} `);
  outgoing.end("end");
};

let port: number;
let dispose: () => Promise<void>;
beforeAll(async () => {
  const test = await createTestRuntime();
  const server = await listen(test.runtime, page);
  port = server.port;
  dispose = async () => {
    await server.close();
    await test.dispose();
  };
});
afterAll(() => dispose());

const ask = (request: string) => sendRaw(port, request);
const statusesOf = (reply: string) => [...reply.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
const get = (path: string, headers = "") => `GET ${path} HTTP/1.1\r\n${host}${headers}\r\n`;

describe("Host (RFC 9112 section 3.2)", () => {
  test.each([
    ["missing", ""],
    ["malformed", 'Host: a b"<>\r\n'],
    ["empty", "Host:\r\n"],
    ["with user information", "Host: a@b\r\n"],
    ["with a port that isn't one", "Host: a:b\r\n"],
    ["given twice", "Host: a\r\nHost: a\r\n"],
    ["given twice with different values", "Host: a\r\nHost: b\r\n"],
  ])("that is %s is 400 for pages and for the API", async (_, headers) => {
    for (const path of ["/", api]) {
      const reply = await ask(`GET ${path} HTTP/1.1\r\n${headers}${close}\r\n`);
      expect(statusesOf(reply), path).toEqual([400]);
      expect(reply, path).toContain("The Host header is");
    }
  });

  test("may be missing in HTTP/1.0, but not malformed", async () => {
    expect(statusesOf(await ask(`GET ${api} HTTP/1.0\r\n\r\n`))).toEqual([200]);
    expect(statusesOf(await ask(`GET ${api} HTTP/1.0\r\nHost: a b\r\n\r\n`))).toEqual([400]);
  });

  test("is ignored with an absolute-form target, but still has to be valid", async () => {
    const target = `GET http://other.example:8080${api}?length=8 HTTP/1.1\r\n`;
    expect(statusesOf(await ask(`${target}${host}${close}\r\n`))).toEqual([200]);
    expect(statusesOf(await ask(`${target}Host: a b\r\n${close}\r\n`))).toEqual([400]);
  });
});

describe("the request target (RFC 9112 section 3.2)", () => {
  test.each([
    "/a#b",
    "/?a#b",
    "http://",
    "http:///a",
    "http://:80/",
    "http:\\\\localhost/",
    "http://localhost\\@evil/",
    "http://localhost:65536/",
    "http://u:p@localhost/",
    "a/b",
    "*",
  ])("%s is 400", async (target) => {
    expect(statusesOf(await ask(get(target, close)))).toEqual([400]);
  });

  test("in asterisk form is answered for OPTIONS", async () => {
    const reply = await ask(`OPTIONS * HTTP/1.1\r\n${host}${close}\r\n`);
    expect(statusesOf(reply)).toEqual([204]);
    expect(reply).toMatch(/\r\nallow: GET, HEAD/i);
    expect(reply).not.toMatch(/content-length/i);
  });

  test("that is too long is 414, and too long headers are 431", async () => {
    expect(statusesOf(await ask(get(`/${"a".repeat(20_000)}`)))).toEqual([414]);
    expect(statusesOf(await ask(get("/", `X: ${"a".repeat(20_000)}\r\n`)))).toEqual([431]);
  });

  test("of 8,000 bytes is read", async () => {
    expect(statusesOf(await ask(get(`/${"a".repeat(8000)}`, close)))).toEqual([200]);
  });
});

describe("the request line (RFC 9112 sections 2 and 3)", () => {
  test.each(["HTTP/0.9", "HTTP/2.0", "HTTP/3.0", "http/1.1", "HTTP/1.10", "HTTP/1.1 "])(
    "with %j is 400",
    async (version) => {
      expect(statusesOf(await ask(`GET / ${version}\r\n${host}${close}\r\n`))).toEqual([400]);
    },
  );

  test("may follow an empty line", async () => {
    expect(statusesOf(await ask(`\r\n${get(api, close)}`))).toEqual([200]);
  });

  test.each([
    ["white space before the first header", `GET / HTTP/1.1\r\n ${host}\r\n`],
    ["a carriage return in a value", get("/", "X: a\rb\r\n")],
    ["a null byte in a value", get("/", "X: a\0b\r\n")],
    ["a space in a name", get("/", "X Y: a\r\n")],
    ["a header without a colon", get("/", "X\r\n")],
    ["a header without a name", get("/", ": a\r\n")],
    ["the start of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
  ])("or header with %s is 400 and closes", async (_, request) => {
    expect(statusesOf(await ask(request + get("/smuggled")))).toEqual([400]);
  });
});

describe("the framing of a body (RFC 9112 sections 6 and 7)", () => {
  const post = (headers: string, body: string, version = "1.1") =>
    ask(`POST ${api} HTTP/${version}\r\n${host}${json}${headers}\r\n${body}`);

  test.each([
    ["chunked", "Transfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\n\r\n"],
    ["chunked in capitals", "Transfer-Encoding: CHUNKED\r\n", "2\r\n{}\r\n0\r\n\r\n"],
    ["chunked with an empty element", "Transfer-Encoding: ,chunked\r\n", "2\r\n{}\r\n0\r\n\r\n"],
    ["chunked with an extension and a trailer", "Transfer-Encoding: chunked\r\n", '2;a="b"\r\n{}\r\n0\r\nX: y\r\n\r\n'],
    ["a length", "Content-Length: 2\r\n", "{}"],
    ["a length of zero digits", "Content-Length: 002\r\n", "{}"],
  ])("%s is read to its end, and the next request is answered", async (_, headers, body) => {
    expect(statusesOf(await post(headers, body + get(api, close)))).toEqual([200, 200]);
  });

  test.each([
    ["Transfer-Encoding: gzip, chunked\r\n", 501],
    ["Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", 501],
    ["Transfer-Encoding: gzip\r\n", 400],
    ["Transfer-Encoding: identity\r\n", 400],
    ["Transfer-Encoding: xchunked\r\n", 400],
    ["Transfer-Encoding: chunked, chunked\r\n", 400],
    ["Transfer-Encoding: chunked;q=1\r\n", 400],
    ["Transfer-Encoding:\r\n", 400],
    ["Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", 400],
    ["Content-Length: 2\r\nContent-Length: 2\r\n", 400],
    ["Content-Length: 2, 2\r\n", 400],
    ["Content-Length: +2\r\n", 400],
    ["Content-Length: 0x2\r\n", 400],
    ["Content-Length: 2 2\r\n", 400],
    ["Content-Length:\r\n", 400],
    ["Content-Length: 99999999999999999999\r\n", 400],
  ])("%j is refused with %i, and nothing after it is a request", async (headers, status) => {
    const reply = await post(headers, `2\r\n{}\r\n0\r\n\r\n${get("/smuggled")}`);
    expect(statusesOf(reply)).toEqual([status]);
    expect(reply).toMatch(/connection: close/i);
    expect(reply).not.toContain("smuggled");
  });

  test("Transfer-Encoding in HTTP/1.0 is refused and closes, also with keep-alive", async () => {
    const headers = "Transfer-Encoding: chunked\r\nConnection: keep-alive\r\n";
    const reply = await post(headers, `2\r\n{}\r\n0\r\n\r\n${get("/smuggled")}`, "1.0");
    expect(statusesOf(reply)).toEqual([400]);
  });

  test.each([
    ["a size that isn't hexadecimal", "zz\r\n{}\r\n0\r\n\r\n"],
    ["a negative size", "-2\r\n{}\r\n0\r\n\r\n"],
    ["a size with 0x", "0x2\r\n{}\r\n0\r\n\r\n"],
    ["a size beyond 64 bits", "fffffffffffffffff\r\n{}\r\n"],
    ["more bytes than its size", "2\r\n{}XX\r\n0\r\n\r\n"],
    ["bare line feeds", "2\n{}\n0\n\n"],
    ["Content-Length in the trailer", "2\r\n{}\r\n0\r\nContent-Length: 5\r\n\r\n"],
  ])("a chunk with %s is 400 once, and nothing after it is a request", async (_, body) => {
    for (const path of [api, "/"]) {
      const headers = `${host}${json}Sec-Fetch-Site: same-origin\r\nTransfer-Encoding: chunked\r\n`;
      const reply = await ask(`POST ${path} HTTP/1.1\r\n${headers}\r\n${body}${get("/smuggled")}`);
      expect(statusesOf(reply), path).toEqual([400]);
    }
  });
});

describe("Expect (RFC 9110 section 10.1.1)", () => {
  const expectHeaders = `${json}Expect: 100-Continue\r\nContent-Length: 2\r\n${close}`;

  test("gets 100 before the body is sent, and then the reply", async () => {
    const reply = await sendInTurns([`POST ${api} HTTP/1.1\r\n${host}${expectHeaders}\r\n`, "{}"]);
    expect(statusesOf(reply)).toEqual([100, 200]);
  });

  test("gets the reply at once where the headers are enough to refuse", async () => {
    const refused = [
      `POST ${api} HTTP/1.1\r\n${host}Content-Type: text/plain\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n`,
      `POST ${api} HTTP/1.1\r\n${host}${json}Expect: 100-continue\r\nContent-Length: 100000000\r\n\r\n`,
      `POST / HTTP/1.1\r\n${host}Sec-Fetch-Site: cross-site\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n`,
      `DELETE ${api} HTTP/1.1\r\n${host}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n`,
    ];
    const statuses = [];
    for (const request of refused) statuses.push(...statusesOf(await ask(request)));
    expect(statuses).toEqual([415, 413, 403, 405]);
  });

  test("is ignored in HTTP/1.0, and so is an expectation that isn't known", async () => {
    expect(statusesOf(await ask(`POST ${api} HTTP/1.0\r\n${host}${expectHeaders}\r\n{}`))).toEqual([200]);
    expect(statusesOf(await ask(get(api, `Expect: banana\r\n${close}`)))).toEqual([200]);
  });
});

describe("Upgrade (RFC 9110 section 7.8)", () => {
  const h2c = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n";
  const webSocket =
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  test("is ignored: the request is answered as HTTP/1.1, and the connection closes", async () => {
    for (const headers of [h2c, webSocket]) {
      for (const path of [api, "/"]) {
        const reply = await ask(get(path, headers));
        expect(statusesOf(reply), path).toEqual([200]);
        expect(reply.match(/connection: close/gi), path).toHaveLength(1);
      }
    }
    const post = `POST ${api} HTTP/1.1\r\n${host}${json}${h2c}Content-Length: 2\r\n\r\n{}`;
    expect(statusesOf(await ask(post))).toEqual([200]);
    expect(statusesOf(await ask(`GET ${api} HTTP/1.0\r\n${webSocket}\r\n`))).toEqual([200]);
  });

  test("is ignored after Next has added its listener", async () => {
    const { runtime, dispose: disposeRuntime } = await createTestRuntime();
    const server = createServer((_, outgoing) => outgoing.end("page"));
    refuseBrokenRequests(server, runtime, recordExchanges(server));
    server.on("upgrade", (_, socket) => socket.end("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    expect(statusesOf(await sendRaw((server.address() as AddressInfo).port, get("/", webSocket)))).toEqual([200]);
    await new Promise((resolve) => server.close(resolve));
    await disposeRuntime();
  });
});

describe("the connection (RFC 9112 section 9)", () => {
  test("closes after a request with close, and what follows isn't a request", async () => {
    const reply = await ask(get(api, "Connection: keep-alive, CLOSE\r\n") + get("/smuggled"));
    expect(statusesOf(reply)).toEqual([200]);
    expect(reply).toMatch(/connection: close/i);
  });

  test("closes after HTTP/1.0, and a reply of unknown length has no chunks", async () => {
    const reply = await ask("GET /nowhere HTTP/1.0\r\n\r\n");
    expect(reply).not.toMatch(/transfer-encoding/i);
    expect(reply).toMatch(/\r\n\r\npage \/nowhere end$/);
  });

  test("answers requests in their order, a broken one last", async () => {
    const reply = await ask(`${get(`${api}?length=8`)}${get("/second")}garbage\r\n\r\n`);
    expect(statusesOf(reply)).toEqual([200, 200, 400]);
    expect(reply.indexOf("page /second")).toBeLessThan(reply.indexOf("The request could not be read."));
  });

  test("answers a broken request only after a slow one before it", async () => {
    const { runtime, dispose: disposeRuntime } = await createTestRuntime();
    const server = createServer((_, outgoing) => {
      // Replies after the broken request has been refused, if that didn't wait.
      server.once("clientError", () => setImmediate(() => outgoing.end("slow page")));
    });
    refuseBrokenRequests(server, runtime, recordExchanges(server));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const reply = await sendRaw((server.address() as AddressInfo).port, `${get("/")}garbage\r\n\r\n`);
    expect(statusesOf(reply)).toEqual([200, 400]);
    expect(reply.indexOf("slow page")).toBeLessThan(reply.indexOf("The request could not be read."));
    await new Promise((resolve) => server.close(resolve));
    await disposeRuntime();
  });

  test("ignores TE and header names in Connection", async () => {
    const headers = "TE: trailers, deflate;q=0.5\r\nConnection: TE, close, Host, Content-Type\r\n";
    expect(statusesOf(await ask(get(api, headers)))).toEqual([200]);
  });
});

describe("replies (RFC 9110)", () => {
  test("have a date, written by hand or not", async () => {
    for (const request of [get(api, close), get("/", close), get("*", close), "garbage\r\n\r\n"])
      expect(await ask(request)).toMatch(/\r\ndate: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r\n/i);
  });

  test("to HEAD have no body", async () => {
    for (const path of [api, "/nowhere", `${api}?length=1`, "*"]) {
      const reply = await ask(`HEAD ${path} HTTP/1.1\r\n${host}${close}\r\n`);
      expect(reply, path).toMatch(/\r\n\r\n$/);
      expect(reply.match(/\r\n\r\n/g), path).toHaveLength(1);
    }
  });

  test("with 405 name the allowed methods, also to CONNECT", async () => {
    const connectReply = await ask(`CONNECT localhost:3000 HTTP/1.1\r\n${host}\r\n`);
    const replies = [await ask(`TRACE / HTTP/1.1\r\n${host}${close}\r\n`), connectReply];
    for (const reply of replies) {
      expect(statusesOf(reply)).toEqual([405]);
      expect(reply).toMatch(/\r\nallow: GET, HEAD/i);
    }
  });
});

/** Sends each part after the server has answered the previous one. */
function sendInTurns(parts: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const waiting = [...parts];
    const socket = connect(port, "127.0.0.1", () => socket.write(waiting.shift() ?? ""));
    let reply = "";
    socket.on("data", (chunk) => {
      reply += chunk.toString();
      const next = waiting.shift();
      if (next !== undefined) socket.write(next);
    });
    socket.on("close", () => resolve(reply));
    socket.on("error", reject);
  });
}
