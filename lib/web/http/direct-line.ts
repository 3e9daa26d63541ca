import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import { jsonAliases } from "@/lib/api-routes";
import { AppError, isAppError } from "@/lib/errors";
import type { Client, Runtime } from "@/lib/runtime";
import { dispatch, findResource, isApiPath, type Match } from "@/lib/web/api/dispatch";
import { problemReply, toAppError } from "@/lib/web/api/map-error";
import { type ApiReply, type ApiRequest, bodyTooLarge } from "@/lib/web/api/request-and-reply";
import { baselineHeaders, transportHeaders } from "./headers";
import { markLocalRequest } from "./local-request";
import { foreignRequest, isFromOwnPage } from "./same-origin";

type Target = { path: string; query: string };

const KNOWN_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const PAGE_METHODS = ["GET", "HEAD", "POST"];
const FILE_METHODS = ["GET", "HEAD"];
// Next asks this server itself for the page that an action leads to, with the headers that it was handed: no proxy did that.
const HANDED_ON = "x-latchkey-handed-on";
// What Next serves from a folder; it answers any other method there with a 500.
const FILE_PATH = /^\/(?:vendor|documentation|_next)\/|^\/icon\.svg$/;

/**
 * Sends a request for the API straight to its handler and writes the reply in one go; gives everything else to Next.
 * Both get the client's address as worked out here, once.
 */
export function createDirectLine(runtime: Runtime, next: RequestListener): RequestListener {
  const transport = transportHeaders(runtime.config.publicOrigin);
  const pageHeaders = Object.entries({ ...baselineHeaders(), ...transport });
  const scheme = new URL(runtime.config.publicOrigin).protocol.slice(0, -1);

  return (incoming, outgoing) => {
    const startedAt = performance.now();
    const id = runtime.nextRequestId();
    const client = runtime.clientAt(incoming.socket.remoteAddress, incoming.headers["x-forwarded-for"]?.toString());
    if (incoming.headers["x-forwarded-for"] !== undefined && incoming.headers[HANDED_ON] === undefined)
      runtime.noteForwarded(incoming.socket.remoteAddress);
    const target = readTarget(incoming.url ?? "");
    const answer = (reply: ApiReply): void => {
      const log = (): void =>
        logRequest(runtime, { id, method: incoming.method, target, status: reply.status, client, startedAt });
      send(outgoing, incoming, reply, transport, log);
    };

    const refusal = findRefusal(incoming, target);
    if (refusal !== null || target === null) {
      answer(problemReply(refusal ?? malformedTarget(), id, "path"));
      return;
    }
    const match = findResource(apiPathOf(incoming, target.path));
    if (match === null && !isApiPath(target.path)) {
      const pageRefusal = findPageRefusal(incoming, target.path, runtime.config.publicOrigin);
      if (pageRefusal !== null) {
        answer(problemReply(pageRefusal, id, "path"));
        return;
      }
      for (const [name, value] of pageHeaders) outgoing.setHeader(name, value);
      outgoing.setHeader("x-request-id", id);
      // Next would answer the absolute form with a redirect to itself.
      incoming.url = target.query === "" ? target.path : `${target.path}?${target.query}`;
      markLocalRequest(runtime, incoming);
      rewriteForwardingHeaders(incoming, client.address, scheme);
      outgoing.on("finish", () =>
        logRequest(runtime, { id, method: incoming.method, target, status: outgoing.statusCode, client, startedAt }),
      );
      next(incoming, outgoing);
      return;
    }
    const reply = dispatch(runtime, toApiRequest(incoming, target, id, client, match), match?.resource);
    if (reply instanceof Promise)
      reply.then(answer, (error: unknown) => answer(problemReply(toAppError(error), id, "path")));
    else answer(reply);
  };
}

/** The path, or what it stands for where a page has the same one. */
function apiPathOf({ method, headers }: IncomingMessage, path: string): string {
  const canonical = jsonAliases[path.endsWith("/") ? path.slice(0, -1) : path];
  if (canonical === undefined || method !== "POST") return path;
  return /^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "") ? canonical : path;
}

function readTarget(url: string): Target | null {
  const target = url.startsWith("/") ? url : absoluteFormTarget(url);
  if (target === null) return null;
  const questionMark = target.indexOf("?");
  if (questionMark === -1) return { path: target, query: "" };
  return { path: target.slice(0, questionMark), query: target.slice(questionMark + 1) };
}

// RFC 9112 section 3.2.2: a server accepts the absolute form too; the host in it means nothing to us.
function absoluteFormTarget(url: string): string | null {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function malformedTarget(): AppError {
  return new AppError("bad_request", "The request's address is malformed.");
}

function findRefusal(incoming: IncomingMessage, target: Target | null): AppError | null {
  if (!KNOWN_METHODS.includes(incoming.method ?? "")) {
    return new AppError("method_not_allowed", "This method is not supported.", { allow: KNOWN_METHODS });
  }
  const { origin } = incoming.headers;
  // Next would answer such an Origin with a 500.
  if (origin !== undefined && origin !== "null" && !URL.canParse(origin)) {
    return new AppError("bad_request", "The Origin header is malformed.");
  }
  // RFC 9112 section 3.2.
  if (incoming.headers.host === undefined && incoming.httpVersion === "1.1")
    return new AppError("bad_request", "The Host header is missing.");
  return target === null ? malformedTarget() : null;
}

// Next would answer it with a 500 where a part of the path is a parameter.
function isDecodable(path: string): boolean {
  if (!path.includes("%")) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** What Next must not see: a method that it has no page for, and a change that another site's page asked for. */
function findPageRefusal(
  { method = "GET", headers }: IncomingMessage,
  path: string,
  publicOrigin: string,
): AppError | null {
  const methods = FILE_PATH.test(path) ? FILE_METHODS : PAGE_METHODS;
  if (!methods.includes(method)) {
    return new AppError("method_not_allowed", `This address answers ${methods.join(", ")}.`, { allow: methods });
  }
  if (!isDecodable(path)) return malformedTarget();
  if (method !== "POST" || isFromOwnPage(headers["sec-fetch-site"]?.toString(), headers.origin, publicOrigin))
    return null;
  return foreignRequest();
}

/** Next believes whatever the client wrote here, so these are written anew from what is certain. */
function rewriteForwardingHeaders(incoming: IncomingMessage, address: string | null, scheme: string): void {
  const { headers } = incoming;
  delete headers["forwarded"];
  delete headers["x-real-ip"];
  delete headers["x-forwarded-port"];
  headers["x-forwarded-for"] = address ?? "";
  headers[HANDED_ON] = "1";
  headers["x-forwarded-proto"] = scheme;
  if (headers.host === undefined) delete headers["x-forwarded-host"];
  else headers["x-forwarded-host"] = headers.host;
}

function toApiRequest(
  incoming: IncomingMessage,
  { path, query }: Target,
  id: string,
  client: Client,
  match: Match | null,
): ApiRequest {
  return {
    id,
    method: incoming.method ?? "GET",
    path,
    query,
    params: match?.params ?? {},
    header: (name) => incoming.headers[name]?.toString(),
    body: (bytesMax) => readBytes(incoming, bytesMax),
    ...client,
  };
}

async function readBytes(incoming: IncomingMessage, bytesMax: number): Promise<Uint8Array> {
  if (Number(incoming.headers["content-length"] ?? 0) > bytesMax) throw bodyTooLarge(bytesMax);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // Left open when the loop is broken off: the reply still has to go out on this socket.
    for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > bytesMax) throw bodyTooLarge(bytesMax);
      chunks.push(chunk);
    }
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    throw new AppError("bad_request", "The body ended early.", { cause });
  }
  return Buffer.concat(chunks);
}

function send(
  outgoing: ServerResponse,
  incoming: IncomingMessage,
  { status, headers, body }: ApiReply,
  transport: Record<string, string>,
  sent: () => void,
): void {
  const isWhole = typeof body === "string";
  // Run to its end all the same: whatever is open behind the pieces is closed there.
  if (outgoing.destroyed && isWhole) return sent();
  Object.assign(headers, transport);
  if (isWhole && status !== 204) headers["content-length"] = String(Buffer.byteLength(body));
  // An unread body would have to be swallowed before the connection could be used again.
  if (!incoming.complete && hasBody(incoming)) headers["connection"] = "close";
  if (!outgoing.destroyed) outgoing.writeHead(status, headers);
  if (isWhole) {
    outgoing.end(incoming.method === "HEAD" ? undefined : body);
    sent();
  } else {
    // Breaks the connection off where a piece fails, and stops asking for pieces where the reader has gone.
    pipeline(Readable.from(body), outgoing, sent);
  }
}

// RFC 9112 section 6: these two headers, and nothing else, announce a body.
function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

type Answered = {
  id: string;
  method: string | undefined;
  target: Target | null;
  status: number;
  client: Client;
  startedAt: number;
};

function logRequest(runtime: Runtime, { id, method, target, status, client, startedAt }: Answered): void {
  const fields = {
    request_id: id,
    method,
    // The path alone: a query may hold what must not be kept.
    path: target === null || target.path.length <= 200 ? target?.path : target.path.slice(0, 200),
    status,
    ms: Math.round((performance.now() - startedAt) * 100) / 100,
    client: client.address,
  };
  runtime.logger.access.info(fields, "request");
}
