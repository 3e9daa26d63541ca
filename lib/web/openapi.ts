import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject, type ZodOpenApiResponsesObject } from "zod-openapi";
import { AppError, type ErrorCode } from "@/lib/errors";
import { problemSchema } from "@/lib/schemas/problem";
import type { ApiHandler } from "./api-types";
import { apiHeaders } from "./headers";
import { problemReply, problems } from "./map-error";
import { aliasesOf, operations, type Operation } from "./operations";

const description = `Make strong passwords over JSON. Every error is \`application/problem+json\` (RFC 9457) with a \`detail\` sentence
and a \`code\` for programs. Query strings take booleans as \`true\`, \`false\`, \`1\`, \`0\`, \`yes\`, \`no\`, \`on\` or \`off\`.`;

/** The OpenAPI 3.1 description of the whole API, made from the operations that route it. */
export function describeApi(): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  const rows: readonly Operation[] = Object.values(operations);
  for (const row of rows) {
    for (const path of [row.path, ...aliasesOf(row)]) {
      paths[path] = { ...paths[path], [row.method.toLowerCase()]: describeOperation(row, path) };
    }
  }
  return createDocument({
    openapi: "3.1.0",
    info: { title: "Latchkey", version: "1", description, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: "/" }],
    tags: [
      { name: "Passwords", description: "The generator." },
      { name: "Health", description: "For operators and their load balancers." },
    ],
    paths,
  });
}

let documentText: string | undefined;

/** Serves the document, or nothing where the operator has switched the documentation off. */
export const answerOpenapi: ApiHandler = (runtime, request) => {
  if (!runtime.config.apiDocumentation) {
    return problemReply(new AppError("not_found", "There is nothing at this address."), request.id, "path");
  }
  documentText ??= JSON.stringify(describeApi());
  return { status: 200, headers: apiHeaders(request.id, "application/json; charset=utf-8"), body: documentText };
};

function describeOperation(operation: Operation, path: string): ZodOpenApiOperationObject {
  const isAlias = path !== operation.path;
  return {
    operationId: isAlias ? `${operation.id}At${path.replace(/[^a-z]+(.)/gi, (_, letter: string) => letter.toUpperCase())}` : operation.id,
    summary: operation.summary,
    description: isAlias ? `The tutorials' address for \`${operation.path}\`. ${operation.description}` : operation.description,
    tags: [operation.tag],
    ...(isAlias ? { deprecated: true } : {}),
    ...(operation.query || operation.params
      ? { requestParams: { ...(operation.query && { query: operation.query }), ...(operation.params && { path: operation.params }) } }
      : {}),
    ...(operation.body ? { requestBody: { required: true, content: { "application/json": { schema: operation.body } } } } : {}),
    responses: describeResponses(operation),
  };
}

function describeResponses(operation: Operation): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {
    [String(operation.status)]: { description: "Done.", content: { "application/json": { schema: operation.response } } },
  };
  const codes: readonly ErrorCode[] = [...operation.errors, "internal"];
  for (const code of codes) {
    const status = String(problems[code].status) as `${1 | 2 | 3 | 4 | 5}${string}`;
    // Several codes may share a status; `code` in the body tells them apart.
    const sharing = codes.filter((other) => String(problems[other].status) === status);
    responses[status] = {
      description: `${problems[code].title}: ${sharing.map((other) => `\`${other}\``).join(" or ")}.`,
      content: { "application/problem+json": { schema: problemSchema, examples: Object.fromEntries(sharing.map(exampleOf)) } },
    };
  }
  return responses;
}

// The words that a client will meet; where they depend on the request, a typical case.
const exampleDetails: Record<ErrorCode, string> = {
  bad_request: "The body is not valid JSON.",
  no_character_class: "At least one character type must be selected",
  validation: "length: Must be at least 4.",
  forbidden: "You are not allowed to do this.",
  not_found: "There is nothing at this address.",
  method_not_allowed: "This address answers GET, HEAD, POST, OPTIONS.",
  payload_too_large: "The body is larger than 64 KiB.",
  unsupported_media_type: "Send the body as JSON, with Content-Type: application/json.",
  rate_limited: "Too many requests. Try again in 30 seconds.",
  unavailable: "The database does not answer.",
  internal: "Something went wrong on our side. The request id names it in the server's log.",
};

function exampleOf(code: ErrorCode): [string, { value: unknown }] {
  const fieldErrors = code === "validation" ? [{ path: ["length"], message: "Must be at least 4", type: "too_small" }] : [];
  const reply = problemReply(new AppError(code, exampleDetails[code], { fieldErrors }), "kX2vQ9aLmT0z-1f", "query");
  return [code, { value: JSON.parse(reply.body) }];
}
