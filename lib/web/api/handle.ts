import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { Runtime } from "@/lib/runtime";
import { authorize } from "@/lib/services/authorize";
import type { LimitDecision, Service, ServiceContext } from "@/lib/services/context";
import { identifyBearer } from "@/lib/services/sessions/identify-bearer";
import { TextStream } from "@/lib/services/text-stream";
import { clearSiteData } from "@/lib/web/http/clear-cache";
import { apiHeaders } from "@/lib/web/http/headers";
import type { Operation } from "@/lib/web/operations/operation";
import { problemReply, problems, toAppError, type InputLocation } from "./map-error";
import { oauthErrorReply } from "./oauth-errors";
import { inputReader } from "./read-input";
import type { ApiHandler, ApiReply, ApiRequest } from "./request-and-reply";
import { openStream, streamHeaders } from "./stream-body";

type OutputOf<Schema> = Schema extends z.ZodType ? z.output<Schema> : unknown;

type InputOf<Row extends Operation> = OutputOf<Row["params"]> & OutputOf<Row["query"]> & OutputOf<Row["body"]>;

/** What the service of an operation returns: its response, its `accepted` response or a stream. */
type OutputsOf<Row extends Operation> =
  | z.output<Row["response"]>
  | (Row["accepted"] extends z.ZodType ? z.output<Row["accepted"]> : never)
  | (Row["streams"] extends readonly string[] ? TextStream : never);

/** Makes the handler of an operation: authenticates, reads the input, calls the service, maps errors, sets headers; in tests it also validates the reply. */
export function handle<Row extends Operation>(
  operation: Row,
  service: Service<InputOf<Row>, OutputsOf<Row>>,
): ApiHandler {
  const readInput = inputReader(operation);
  const location: InputLocation = operation.body === undefined ? "query" : "body";
  const { bearerWith } = operation;
  const carriesTokens = operation.oauth === true || "access_token" in fieldsIn(operation.response);

  return (runtime, request) => {
    const context = createContext(runtime, request);
    const succeed = (output: unknown): ApiReply | Promise<ApiReply> =>
      output instanceof TextStream
        ? streamReply(request, operation, context, output).catch(fail)
        : successReply(runtime, operation, context, output, carriesTokens);
    const fail = (error: unknown): ApiReply => failureReply(runtime, operation, context, location, error);
    // Authenticate first, so that an anonymous client gets 401 and no validation errors.
    const serve = (): unknown => {
      if (operation.bodyFor !== undefined) authorize(context, operation.bodyFor);
      const input = readInput(request);
      return input instanceof Promise
        ? input.then((read) => answer(context, request, read))
        : answer(context, request, input);
    };
    try {
      const authenticates = operation.bearer === true || (operation.bearerOptional === true && sendsBearer(request));
      // Stays synchronous where possible: on the hot path a promise costs as much as generating the password.
      const output = authenticates ? identify(context, request).then(serve) : serve();
      return output instanceof Promise ? output.then(succeed).catch(fail) : succeed(output);
    } catch (error) {
      return fail(error);
    }
  };

  /** With `bearerWith`, the access token is checked only if the input has that field. */
  function answer(context: ServiceContext, request: ApiRequest, read: unknown): unknown {
    const input = asInput(read);
    if (bearerWith === undefined || Object(read)[bearerWith] === undefined) return service(context, input);
    return identify(context, request).then(() => service(context, input));
  }

  // `readInput` has validated it with the schemas from which InputOf is derived.
  function asInput(read: unknown): InputOf<Row> {
    return read as InputOf<Row>;
  }
}

function createContext(runtime: Runtime, request: ApiRequest): ServiceContext {
  const { id, address, network } = request;
  // The API ignores cookies, so it needs no CSRF protection.
  return runtime.createContext({
    id,
    address,
    network,
    userAgent: request.header("user-agent") ?? null,
    deviceToken: null,
  });
}

function sendsBearer(request: ApiRequest): boolean {
  return /^Bearer(\s|$)/i.test(request.header("authorization") ?? "");
}

async function identify(context: ServiceContext, request: ApiRequest): Promise<void> {
  const [, token] = /^Bearer +([^\s]+)$/i.exec(request.header("authorization") ?? "") ?? [];
  if (token === undefined) throw new AppError("unauthorized", "Not authenticated");
  context.actor = await identifyBearer(context, { token });
}

function fieldsIn(schema: z.ZodType): object {
  return schema instanceof z.ZodObject ? schema.shape : {};
}

function successReply(
  runtime: Runtime,
  operation: Operation,
  context: ServiceContext,
  output: unknown,
  carriesTokens: boolean,
): ApiReply {
  const { newAccess } = context;
  const reply = newAccess?.kind === "api" ? { ...newAccess.tokens, ...Object(output) } : output;
  const isAccepted = operation.accepted?.safeParse(reply).success === true;
  if (runtime.validatesReplies && !isAccepted) operation.response.parse(reply);
  const headers = apiHeaders(context.request.id, "application/json; charset=utf-8");
  // RFC 6749 section 5.1, for caches that know only HTTP/1.0.
  if (carriesTokens) headers["pragma"] = "no-cache";
  if (operation.clearsCache === true) Object.assign(headers, clearSiteData);
  if (context.rateLimit !== null) addRateLimit(headers, context.rateLimit);
  return { status: isAccepted ? 202 : operation.status, headers, body: JSON.stringify(reply) };
}

async function streamReply(
  request: ApiRequest,
  operation: Operation,
  context: ServiceContext,
  stream: TextStream,
): Promise<ApiReply> {
  const chunks = await openStream(context, stream);
  const headers = { ...apiHeaders(context.request.id, stream.mediaType), ...streamHeaders(stream) };
  if (context.rateLimit !== null) addRateLimit(headers, context.rateLimit);
  if (request.method !== "HEAD") return { status: operation.status, headers, body: chunks };
  await chunks.return(undefined);
  return { status: operation.status, headers, body: emptyStream() };
}

async function* emptyStream(): AsyncGenerator<string> {}

function failureReply(
  { logger }: Runtime,
  operation: Operation,
  context: ServiceContext,
  location: InputLocation,
  thrown: unknown,
): ApiReply {
  const error = toAppError(thrown);
  if (problems[error.code].status >= 500) {
    logger.failure({ request_id: context.request.id, code: error.code, cause: error.cause }, error.message);
  }
  const reply =
    operation.oauth === true
      ? oauthErrorReply(error, context.request.id)
      : problemReply(error, context.request.id, location);
  if (context.rateLimit !== null) addRateLimit(reply.headers, context.rateLimit);
  return reply;
}

// draft-ietf-httpapi-ratelimit-headers-03, which most clients support; the reset is in seconds from now.
function addRateLimit(headers: Record<string, string>, decision: LimitDecision): void {
  headers["ratelimit-limit"] = String(decision.limit);
  headers["ratelimit-remaining"] = String(decision.remaining);
  headers["ratelimit-reset"] = String(decision.resetSeconds);
}
