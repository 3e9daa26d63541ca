import type { IncomingMessage } from "node:http";
import { AppError } from "@/lib/errors";
import { isValidHost } from "./host";

/** Why HTTP/1.1 requires to refuse this request although node:http has parsed it (RFC 9110, RFC 9112). */
export function findProtocolRefusal(incoming: IncomingMessage): AppError | null {
  const problem = findVersionProblem(incoming) ?? findHostProblem(incoming);
  if (problem !== null) return new AppError("bad_request", problem);
  return findFramingRefusal(incoming);
}

// node:http also parses `HTTP/0.9` and `HTTP/2.0`, which this server can't answer.
function findVersionProblem({ httpVersion }: IncomingMessage): string | null {
  return httpVersion === "1.1" || httpVersion === "1.0" ? null : "This HTTP version is not supported. Use HTTP/1.1.";
}

// RFC 9112 section 3.2: no Host, several ones or an invalid one is 400.
function findHostProblem({ headers: { host }, rawHeaders, httpVersion }: IncomingMessage): string | null {
  if (host === undefined) return httpVersion === "1.0" ? null : "The Host header is missing.";
  if (isGivenTwice(rawHeaders, "host")) return "The Host header is given more than once.";
  return isValidHost(host) ? null : "The Host header is malformed.";
}

// `headers` has the first of them only, and `headersDistinct` takes as long to read as all headers.
function isGivenTwice(rawHeaders: readonly string[], name: string): boolean {
  let times = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const raw = rawHeaders[index] ?? "";
    if (raw.length === name.length && raw.toLowerCase() === name) times += 1;
  }
  return times > 1;
}

// RFC 9112 section 6.1. node:http has refused codings after `chunked`, and Content-Length beside it.
function findFramingRefusal({ headers, httpVersion }: IncomingMessage): AppError | null {
  const codings = headers["transfer-encoding"];
  if (codings === undefined) return null;
  const names = codings
    .split(",")
    .map((name) => name.trim().toLowerCase())
    // RFC 9110 section 5.6.1.2: empty elements of a list are ignored.
    .filter((name) => name !== "");
  if (names.at(-1) !== "chunked" || httpVersion === "1.0")
    return new AppError("bad_request", "The Transfer-Encoding header is malformed or not allowed.");
  if (names.length === 1) return null;
  return new AppError("not_implemented", "The only supported transfer coding is chunked.");
}
