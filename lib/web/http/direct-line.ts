import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import { jsonAliases } from "@/lib/api-routes";
import { AppError } from "@/lib/errors";
import { type Client, REQUEST_ID_HEADER, type Runtime } from "@/lib/runtime";
import { dispatch, findResource, isApiPath, type Match } from "@/lib/web/api/dispatch";
import { problemReply, toAppError } from "@/lib/web/api/map-error";
import type { ApiReply, ApiRequest } from "@/lib/web/api/request-and-reply";
import { watchAction, watchPage } from "./action-watch";
import { clearCacheAtLogOut } from "./clear-cache";
import { closeAfterReply } from "./close-after-reply";
import { apiHeaders, baselineHeaders, transportHeaders } from "./headers";
import { isValidHost } from "./host";
import { markLocalRequest } from "./local-request";
import { ownOriginOf, ownOrigins } from "./own-origin";
import { readPageBody } from "./page-body";
import { findProtocolRefusal } from "./protocol-refusal";
import { readBytes } from "./read-bytes";
import { refusalReply } from "./refusal-page";
import { isRouterState } from "./router-state";
import { crossSiteRequest, isSameOrigin } from "./same-origin";
import { findUploadRefusal } from "./upload-refusal";

type Target = { path: string; query: string };

const LOGGED_PATH_MAX = 200;

const KNOWN_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const PAGE_METHODS = ["GET", "HEAD", "POST"];
const FILE_METHODS = ["GET", "HEAD"];
// Those of the two watches and of the event loop's.
const OWN_LISTENERS = 3;
// Next reads a query in quadratic time: 4,000 parameters with one name would take a second. No page of ours comes near it.
const PAGE_PARAMETERS_MAX = 500;
// Next requests the target page of an action from this server, with the headers of the action's request. This header marks
// such a request, so that its forwarding headers aren't taken for those of a proxy.
const PASSED_TO_NEXT = "x-latchkey-handed-on";
// Static files. Next answers other methods than GET and HEAD with 500 there.
const FILE_PATH =
  /^\/(?:vendor|documentation|_next|icons)\/|^\/(?:icon\.svg|logo|service-worker\.js|manifest\.webmanifest)$/;

/**
 * Answers API requests by their handlers and passes all other requests to Next. The client address is determined here,
 * for both.
 */
export function createDirectLine(runtime: Runtime, next: RequestListener): RequestListener {
  const transport = transportHeaders(runtime.config);
  const pageHeaders = Object.entries({ ...baselineHeaders(), ...transport });
  const origins = ownOrigins(runtime.config);

  return (incoming, outgoing) => {
    const startedAt = performance.now();
    const id = runtime.nextRequestId();
    const forwardedFor = incoming.headers["x-forwarded-for"]?.toString();
    const { forwarded } = incoming.headers;
    const client = runtime.clientAt(incoming.socket.remoteAddress, { forwardedFor, forwarded });
    if ((forwardedFor ?? forwarded) !== undefined && incoming.headers[PASSED_TO_NEXT] === undefined)
      runtime.recordForwardedHeader(incoming.socket.remoteAddress);
    const target = readTarget(incoming.url ?? "");
    const work = new RequestWork(id, incoming.method, target, client, startedAt);
    const answer = (reply: ApiReply): void =>
      send(outgoing, incoming, reply, transport, () => {
        runtime.loopWatch.end(work);
        recordRequest(runtime, work, reply.status);
      });

    const refusePage = (thrown: unknown): void =>
      answer(refusalReply(toAppError(thrown), id, incoming.headers, runtime.config));

    const refusal = findRefusal(incoming, target);
    if (refusal !== null || target === null) {
      refusePage(refusal ?? malformedTarget());
      return;
    }
    if (target.path === "*") {
      answer({ status: 204, headers: { ...apiHeaders(id, "text/plain"), allow: KNOWN_METHODS.join(", ") }, body: "" });
      return;
    }
    const match = findResource(apiPathOf(incoming, target.path));
    if (match === null && !isApiPath(target.path)) {
      const pageRefusal = findPageRefusal(incoming, target, origins);
      if (pageRefusal !== null) {
        refusePage(pageRefusal);
        return;
      }
      work.operation = FILE_PATH.test(target.path) ? "file" : incoming.method === "POST" ? "action" : "page";
      runtime.loopWatch.begin(work);
      markLocalRequest(runtime, incoming);
      rewriteHeadersForNext(incoming, client.address, id, origins);
      // Next would redirect the absolute form to itself.
      incoming.url = target.query === "" ? target.path : `${target.path}?${target.query}`;
      const passToNext = (request: IncomingMessage): void => {
        for (const [name, value] of pageHeaders) outgoing.setHeader(name, value);
        outgoing.setHeader("x-request-id", id);
        watchPage(runtime, request, outgoing, id);
        // Next adds so many listeners that our own would cause a warning.
        outgoing.setMaxListeners(outgoing.getMaxListeners() + OWN_LISTENERS);
        outgoing.on("close", () => runtime.loopWatch.end(work));
        outgoing.on("finish", () => recordRequest(runtime, work, outgoing.statusCode));
        next(request, outgoing);
      };
      if (incoming.method !== "POST") {
        passToNext(incoming);
        return;
      }
      readPageBody(incoming, outgoing, target.path, () => findUploadRefusal(runtime, incoming, id, client)).then(
        (request) => {
          watchAction(runtime, request, outgoing, id);
          clearCacheAtLogOut(outgoing);
          passToNext(request);
        },
        refusePage,
      );
      return;
    }
    work.operation = match?.resource.operationIds.get(incoming.method ?? "") ?? work.operation;
    const reply = dispatch(runtime, toApiRequest(incoming, outgoing, target, id, client, match), match?.resource);
    if (!(reply instanceof Promise)) {
      answer(reply);
      return;
    }
    runtime.loopWatch.begin(work);
    reply.then(answer, (error: unknown) => answer(problemReply(toAppError(error), id, "path")));
  };
}

/** The API path of a request, for a path that a page and the API share. */
function apiPathOf({ method, headers }: IncomingMessage, path: string): string {
  if (method !== "POST") return path;
  const canonical = jsonAliases[path.endsWith("/") ? path.slice(0, -1) : path];
  if (canonical === undefined) return path;
  return /^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "") ? canonical : path;
}

function readTarget(url: string): Target | null {
  const target = url.startsWith("/") || url === "*" ? url : absoluteFormTarget(url);
  // RFC 9112 section 3.2: no form of a target has a fragment.
  if (target === null || url.includes("#")) return null;
  const questionMark = target.indexOf("?");
  if (questionMark === -1) return { path: target, query: "" };
  return { path: target.slice(0, questionMark), query: target.slice(questionMark + 1) };
}

// RFC 9112 section 3.2.2: a server must accept the absolute form. Its host is ignored, but RFC 9110 requires to refuse an
// empty one (section 4.2.1) and user information (section 4.2.4), which URL would accept.
function absoluteFormTarget(url: string): string | null {
  const [, host, rest = ""] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  if (host === undefined || !isValidHost(host)) return null;
  return rest.startsWith("/") ? rest : `/${rest}`;
}

function malformedTarget(): AppError {
  return new AppError("bad_request", "The request URL is malformed.");
}

function findRefusal(incoming: IncomingMessage, target: Target | null): AppError | null {
  const protocolRefusal = findProtocolRefusal(incoming);
  if (protocolRefusal !== null) return protocolRefusal;
  if (!KNOWN_METHODS.includes(incoming.method ?? "")) {
    return new AppError("method_not_allowed", "This method is not supported.", { allow: KNOWN_METHODS });
  }
  const { origin } = incoming.headers;
  // Next would answer 500.
  if (origin !== undefined && origin !== "null" && !URL.canParse(origin)) {
    return new AppError("bad_request", "The Origin header is malformed.");
  }
  if (target === null) return malformedTarget();
  // RFC 9112 section 3.2.4: the asterisk form is for OPTIONS only.
  return target.path === "*" && incoming.method !== "OPTIONS" ? malformedTarget() : null;
}

// Next would answer 500 for an invalid escape in a path parameter.
function isDecodable(path: string): boolean {
  if (!path.includes("%")) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Why Next must not get this request: the method, the URL or Next's own header is wrong, or the request is cross-site. */
function findPageRefusal(
  { method = "GET", headers }: IncomingMessage,
  { path, query }: Target,
  origins: readonly string[],
): AppError | null {
  const methods = FILE_PATH.test(path) ? FILE_METHODS : PAGE_METHODS;
  if (!methods.includes(method)) {
    return new AppError("method_not_allowed", `Allowed methods: ${methods.join(", ")}.`, { allow: methods });
  }
  if (!isDecodable(path)) return malformedTarget();
  if (query.split("&").length > PAGE_PARAMETERS_MAX)
    return new AppError("bad_request", `The request URL has more than ${PAGE_PARAMETERS_MAX} parameters.`);
  if (!isRouterState(headers["next-router-state-tree"]))
    return new AppError("bad_request", "The Next-Router-State-Tree header is malformed.");
  if (method !== "POST" || isSameOrigin(headers["sec-fetch-site"]?.toString(), headers.origin, origins)) return null;
  return crossSiteRequest();
}

/**
 * Replaces the headers by which Next knows the client and this server's address, because Next trusts those of the client.
 * A proxy may have changed Host. The origin of a request that changes something is checked before, so Next's own
 * comparison of Origin and Host gets values that match.
 */
function rewriteHeadersForNext(
  incoming: IncomingMessage,
  address: string | null,
  id: string,
  origins: readonly string[],
): void {
  const { headers } = incoming;
  const origin = ownOriginOf(headers.host, origins);
  const { host, protocol } = new URL(origin);
  delete headers["forwarded"];
  delete headers["x-real-ip"];
  delete headers["x-forwarded-port"];
  headers["x-forwarded-for"] = address ?? "";
  headers[PASSED_TO_NEXT] = "1";
  headers[REQUEST_ID_HEADER] = id;
  headers["x-forwarded-proto"] = protocol.slice(0, -1);
  headers["x-forwarded-host"] = host;
  headers.host = host;
  if (incoming.method === "POST") headers.origin = origin;
}

function toApiRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
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
    body: (bytesMax) => readBytes(incoming, outgoing, bytesMax),
    address: client.address,
    network: client.network,
  };
}

function send(
  outgoing: ServerResponse,
  incoming: IncomingMessage,
  { status, headers, body }: ApiReply,
  transport: Record<string, string>,
  sent: () => void,
): void {
  const isWhole = typeof body === "string";
  // A stream is still run, because that closes its source.
  if (outgoing.destroyed && isWhole) return sent();
  Object.assign(headers, transport);
  if (isWhole && status !== 204) headers["content-length"] = String(Buffer.byteLength(body));
  if (!incoming.complete && hasBody(incoming)) {
    // The connection can't be reused while part of the request body is unread.
    headers["connection"] = "close";
    const { socket } = incoming;
    // What node:http calls once the reply is written.
    socket.destroySoon = () => closeAfterReply(socket);
  }
  if (!outgoing.destroyed) outgoing.writeHead(status, headers);
  if (isWhole) {
    outgoing.end(incoming.method === "HEAD" ? undefined : body);
    sent();
  } else {
    // Aborts the connection if a chunk fails, and stops the source if the client has gone.
    pipeline(Readable.from(body), outgoing, sent);
  }
}

// RFC 9112 section 6: only these two headers announce a body.
function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** A request as the log and the watch of the event loop name it. */
class RequestWork {
  /** As the metrics name it. */
  operation: string = "other";

  constructor(
    readonly id: string,
    readonly method: string | undefined,
    private readonly target: Target | null,
    readonly client: Client,
    readonly startedAt: number,
  ) {}

  get name(): string {
    return `${this.method} ${this.path}`;
  }

  /** Without the query, which may hold secrets. */
  get path(): string | undefined {
    const path = this.target?.path;
    return path === undefined || path.length <= LOGGED_PATH_MAX ? path : path.slice(0, LOGGED_PATH_MAX);
  }
}

function recordRequest({ logger, meter }: Runtime, work: RequestWork, status: number): void {
  const { id, method, path, client, startedAt, operation } = work;
  const milliseconds = performance.now() - startedAt;
  meter.countRequest(operation, status, milliseconds);
  logger.access(
    { request_id: id, method, path, status, ms: Math.round(milliseconds * 100) / 100, client: client.address },
    { operation, network: client.network },
  );
}
