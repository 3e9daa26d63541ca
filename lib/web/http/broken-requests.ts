import type { Server } from "node:http";
import type { Duplex } from "node:stream";
import type { Runtime } from "@/lib/runtime";
import type { Problem } from "@/lib/schemas/problem";
import { apiHeaders, transportHeaders } from "./headers";

const refusals = {
  400: "Bad Request",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
} as const;

/** Answers requests that node:http can't parse (bad syntax, oversized headers, timeouts) and refuses protocol upgrades. */
export function refuseBrokenRequests(server: Server, runtime: Runtime): void {
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) socket.destroy();
    else refuse(runtime, socket, statusOf(error.code));
  });
  // RFC 9110 section 10.1.1 allows ignoring an unknown Expect; the 417 of node:http would lack our headers.
  server.on("checkExpectation", (incoming, outgoing) => server.emit("request", incoming, outgoing));
  // Only the development server uses WebSocket. Next listens too, but finds the socket already closed.
  if (!runtime.config.development) server.on("upgrade", (_, socket) => refuse(runtime, socket, 400));
}

function statusOf(code: string | undefined): keyof typeof refusals {
  if (code === "HPE_HEADER_OVERFLOW") return 431;
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return 408;
  return 400;
}

// Written by hand, because node:http has no response object for a request it couldn't parse.
function refuse(runtime: Runtime, socket: Duplex, status: keyof typeof refusals): void {
  const requestId = runtime.nextRequestId();
  const problem: Problem = {
    type: "urn:latchkey:problem:bad_request",
    title: refusals[status],
    status,
    detail: "The request could not be read.",
    code: "bad_request",
    request_id: requestId,
  };
  const body = JSON.stringify(problem);
  const headers = {
    ...apiHeaders(requestId, "application/problem+json; charset=utf-8"),
    ...transportHeaders(runtime.config.publicOrigin),
    "content-length": String(Buffer.byteLength(body)),
    connection: "close",
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${refusals[status]}\r\n${head.join("")}\r\n${body}`, () => socket.destroy());
}
