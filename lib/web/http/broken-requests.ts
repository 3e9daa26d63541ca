import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Runtime } from "@/lib/runtime";
import type { Problem } from "@/lib/schemas/problem";
import { closeAfterReply } from "./close-after-reply";
import type { Exchange, Exchanges } from "./exchanges";
import { apiHeaders, transportHeaders } from "./headers";

const refusals = {
  400: { title: "Bad Request", detail: "The request could not be read." },
  405: { title: "Method Not Allowed", detail: "This server is not a proxy." },
  408: { title: "Request Timeout", detail: "The request took too long to arrive." },
  414: { title: "URI Too Long", detail: "The request URL is too long." },
  431: { title: "Request Header Fields Too Large", detail: "The request headers are too large." },
} as const;

/**
 * Answers requests that node:http can't parse (bad syntax, oversized headers, timeouts) and CONNECT, and ignores protocol
 * upgrades.
 */
export function refuseBrokenRequests(server: Server, runtime: Runtime, exchanges: Exchanges): void {
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) {
      socket.destroy();
      return;
    }
    const running = [...exchanges.of(socket)];
    const broken = running.find(({ incoming }) => !incoming.complete);
    // RFC 9112 section 9.3.2: replies are sent in the order of the requests, so earlier ones come first.
    void Promise.all(running.filter((exchange) => exchange !== broken).map(closed)).then(() => {
      // RFC 9112 section 9.6: what follows a request with `Connection: close` is not a request.
      const isLeftover = error.code === "HPE_CLOSED_CONNECTION";
      if (isLeftover || broken?.outgoing.headersSent === true || !socket.writable) socket.end(() => socket.destroy());
      else refuse(runtime, socket, statusOf(error));
    });
  });
  // RFC 9110 section 10.1.1 allows ignoring an unknown Expect; the 417 of node:http would lack our headers.
  server.on("checkExpectation", (incoming, outgoing) => server.emit("request", incoming, outgoing));
  // The body's reader sends 100 Continue, so that a request refused by its headers doesn't get it.
  server.on("checkContinue", (incoming, outgoing) => server.emit("request", incoming, outgoing));
  server.on("connect", (_, socket) => refuse(runtime, socket, 405));
  // Only the development server uses WebSocket.
  if (!runtime.config.development) ignoreUpgrades(server);
}

function closed({ outgoing }: Exchange): Promise<void> {
  return new Promise((resolve) => (outgoing.closed ? resolve() : outgoing.once("close", resolve)));
}

/**
 * RFC 9110 section 7.8: a server may ignore Upgrade, and clients such as Java's send it with ordinary requests. node:http
 * ignores it without a listener, so the listener that Next adds is removed.
 */
function ignoreUpgrades(server: Server): void {
  server.on("newListener", (event) => {
    if (event === "upgrade") process.nextTick(() => server.removeAllListeners("upgrade"));
  });
  server.prependListener("request", (incoming: IncomingMessage, outgoing: ServerResponse) => {
    // node:http discards what it has read after such a request.
    if (incoming.headers.upgrade !== undefined) outgoing.setHeader("connection", "close");
  });
}

function statusOf(error: NodeJS.ErrnoException & { rawPacket?: Buffer }): keyof typeof refusals {
  if (error.code === "HPE_HEADER_OVERFLOW") return isRequestLine(error.rawPacket) ? 414 : 431;
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") return 408;
  return 400;
}

/** Whether the packet that was too large is one long request line (RFC 9112 section 3). One in several packets gets 431. */
function isRequestLine(packet: Buffer | undefined): boolean {
  const [line = ""] = (packet?.toString("latin1") ?? "").split("\r\n", 1);
  return /^[A-Z]+ \S+/.test(line) && line.length > 8000;
}

function addressOf(socket: Duplex): string | undefined {
  return socket instanceof Socket ? socket.remoteAddress : undefined;
}

// Written by hand, because node:http has no response object for a request it couldn't parse.
function refuse(runtime: Runtime, socket: Duplex, status: keyof typeof refusals): void {
  const requestId = runtime.nextRequestId();
  const { title, detail } = refusals[status];
  const code = status === 405 ? "method_not_allowed" : "bad_request";
  const problem: Problem = {
    type: `urn:latchkey:problem:${code}`,
    title,
    status,
    detail,
    code,
    request_id: requestId,
  };
  const { address, network } = runtime.clientAt(addressOf(socket), {});
  runtime.logger.access(
    { request_id: requestId, method: undefined, path: undefined, status, ms: 0, client: address },
    { operation: "other", network },
  );
  const body = JSON.stringify(problem);
  const headers = {
    ...apiHeaders(requestId, "application/problem+json; charset=utf-8"),
    ...transportHeaders(runtime.config),
    ...(status === 405 && { allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" }),
    // RFC 9110 section 6.6.1: every 4xx has a date.
    date: new Date().toUTCString(),
    "content-length": String(Buffer.byteLength(body)),
    connection: "close",
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${title}\r\n${head.join("")}\r\n${body}`, () => closeAfterReply(socket));
}
