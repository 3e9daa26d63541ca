import type { z } from "zod";
import { AppError } from "@/lib/errors";
import type { Runtime } from "@/lib/runtime";
import type { LimitDecision, Service, ServiceContext } from "@/lib/services/context";
import type { ApiHandler, ApiReply, ApiRequest } from "./api-types";
import { apiHeaders } from "./headers";
import { problemReply, problems, toAppError, type InputLocation } from "./map-error";
import type { Operation } from "./operations";
import { parseInput } from "./parse-input";
import { readJson } from "./read-json";
import { queryReader } from "./read-query";

type OutputOf<Schema> = Schema extends z.ZodType ? z.output<Schema> : unknown;

type InputOf<Row extends Operation> = OutputOf<Row["query"]> & OutputOf<Row["body"]>;

// The API's bodies are small; a route that needs more says so.
const BODY_BYTES_MAX = 64 * 1024;

/** Joins an operation to its service: input, context, errors, headers and, in tests, the reply's own schema. */
export function handle<Row extends Operation>(
  operation: Row,
  service: Service<InputOf<Row>, z.output<Row["response"]>>,
): ApiHandler {
  const readInput = inputReader(operation);
  const location: InputLocation = operation.body === undefined ? "query" : "body";

  return (runtime, request) => {
    const context = runtime.createContext(request.id, request.address, request.network, request.header("user-agent") ?? null);
    const succeed = (output: unknown): ApiReply => successReply(runtime, operation, context, output);
    const fail = (error: unknown): ApiReply => failureReply(context, location, error);
    try {
      // Nothing is awaited unless it has to be: on the hot path a promise costs as much as the password.
      const input = readInput(request);
      const output = input instanceof Promise ? input.then((read) => service(context, asInput(read))) : service(context, asInput(input));
      return output instanceof Promise ? output.then(succeed).catch(fail) : succeed(output);
    } catch (error) {
      return fail(error);
    }
  };

  // The reader has validated against the very schemas that InputOf is made from.
  function asInput(read: unknown): InputOf<Row> {
    return read as InputOf<Row>;
  }
}

function inputReader(operation: Operation): (request: ApiRequest) => unknown {
  const { query, body } = operation;
  if (body !== undefined) return (request) => readBody(request).then((raw) => parseInput(body, raw));
  if (query === undefined) return () => ({});
  const readQuery = queryReader(query);
  return (request) => parseInput(query, readQuery(request.query));
}

async function readBody(request: ApiRequest): Promise<unknown> {
  const mediaType = request.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") {
    throw new AppError("unsupported_media_type", "Send the body as JSON, with Content-Type: application/json.");
  }
  const encoding = request.header("content-encoding") ?? "identity";
  if (encoding !== "identity") {
    throw new AppError("unsupported_media_type", "Send the body uncompressed, without Content-Encoding.");
  }
  return readJson(await request.body(BODY_BYTES_MAX));
}

function successReply(runtime: Runtime, operation: Operation, context: ServiceContext, output: unknown): ApiReply {
  if (runtime.validatesReplies) operation.response.parse(output);
  const headers = apiHeaders(context.request.id, "application/json; charset=utf-8");
  if (context.rateLimit !== null) addRateLimit(headers, context.rateLimit);
  return { status: operation.status, headers, body: JSON.stringify(output) };
}

function failureReply(context: ServiceContext, location: InputLocation, thrown: unknown): ApiReply {
  const error = toAppError(thrown);
  if (problems[error.code].status >= 500) {
    context.log.error({ request_id: context.request.id, code: error.code, cause: error.cause }, error.message);
  }
  const reply = problemReply(error, context.request.id, location);
  if (context.rateLimit !== null) addRateLimit(reply.headers, context.rateLimit);
  return reply;
}

// draft-ietf-httpapi-ratelimit-headers-03, the form that clients read; the reset is in seconds from now.
function addRateLimit(headers: Record<string, string>, decision: LimitDecision): void {
  headers["ratelimit-limit"] = String(decision.limit);
  headers["ratelimit-remaining"] = String(decision.remaining);
  headers["ratelimit-reset"] = String(decision.resetSeconds);
}
