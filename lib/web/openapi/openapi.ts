import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiContentObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from "zod-openapi";
import { apiRoutes, TUTORIALS_TAG } from "@/lib/api-routes";
import { AppError, type ErrorCode } from "@/lib/errors";
import { oauthErrorSchema, problemSchema } from "@/lib/schemas/problem";
import { MFA_GRANT } from "@/lib/schemas/sessions";
import { fieldsOf } from "@/lib/web/api/fields-of";
import { problemReply, problems } from "@/lib/web/api/map-error";
import { oauthErrorReply } from "@/lib/web/api/oauth-errors";
import { nothingHere, type ApiHandler } from "@/lib/web/api/request-and-reply";
import { apiHeaders } from "@/lib/web/http/headers";
import { aliasesOf, type Operation } from "@/lib/web/operations/operation";
import { operations } from "@/lib/web/operations/operations";

const description = `Generate strong passwords, and manage accounts, over JSON.

**Authentication.** Log in at \`POST /api/v1/users/login\`, then send \`Authorization: Bearer\` with the access token.
Some operations need a log-in in the last 10 minutes (403, \`reauthentication_required\`).

**Errors** are \`application/problem+json\` (RFC 9457), with a sentence in \`detail\` and a \`code\` for programs. Under
\`/api/v1/token\` they follow OAuth2 (RFC 6749).`;

/** The OpenAPI 3.1 document, derived from the operations. */
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
      { name: "Passwords", description: "Generate passwords, passphrases and PINs." },
      { name: "Accounts", description: "Sign up, recover and manage your account." },
      { name: "Sessions", description: "Log in, tokens and your sessions." },
      { name: "Two-factor", description: "Your authenticators and recovery codes." },
      { name: "Presets", description: "Your saved generator settings." },
      {
        name: "Receipts",
        description: "Your records of generated passwords, with fingerprints instead of the passwords.",
      },
      { name: "Users", description: "Manage users, for administrators and moderators." },
      { name: "Invitations", description: "Invite new users, and existing users without a password." },
      { name: "Audit log", description: "Recorded events, for administrators." },
      { name: "Mail", description: "The outbox, for administrators." },
      { name: "System", description: "The state of the server, for administrators." },
      { name: "Health", description: "Probes for operators and load balancers." },
      {
        name: TUTORIALS_TAG,
        description: "The paths of the tutorials, which answer like the operations that they name.",
      },
    ],
    components: {
      securitySchemes: {
        // RFC 6749 section 4.3: Swagger UI's Authorize gets a token with username and password.
        password: {
          type: "oauth2",
          description:
            "The OAuth2 password flow. `client_id` and `client_secret` are ignored. With two-factor authentication, type your password followed by the 6-digit code of your authenticator app.",
          flows: { password: { tokenUrl: apiRoutes.token(), refreshUrl: apiRoutes.token(), scopes: {} } },
        },
      },
    },
    paths,
  });
}

let documentText: string | undefined;

/** Serves the document, or 404 if `API_DOCS` is off. */
export const answerOpenapi: ApiHandler = (runtime, request) => {
  if (!runtime.config.apiDocumentation) {
    return problemReply(nothingHere(), request.id, "path");
  }
  documentText ??= JSON.stringify(describeApi());
  return { status: 200, headers: apiHeaders(request.id, "application/json; charset=utf-8"), body: documentText };
};

function describeOperation(operation: Operation, path: string): ZodOpenApiOperationObject {
  const isAlias = path !== operation.path;
  return {
    operationId: isAlias
      ? `${operation.id}At${path.replace(/[^a-z]+([a-z]?)/gi, (_, letter: string) => letter.toUpperCase())}`
      : operation.id,
    summary: operation.summary,
    description: isAlias
      ? `The tutorials' path for \`${operation.path}\`. ${operation.description}`
      : operation.description,
    tags: [isAlias ? TUTORIALS_TAG : operation.tag],
    ...(isAlias ? { deprecated: true } : {}),
    ...(operation.query || operation.params
      ? {
          requestParams: {
            ...(operation.query && { query: fieldsOf(operation.query) }),
            ...(operation.params && { path: operation.params }),
          },
        }
      : {}),
    security: describeSecurity(operation),
    ...(operation.body ? { requestBody: { required: true, content: describeBody(operation, operation.body) } } : {}),
    responses: describeResponses(operation),
  };
}

function describeSecurity({ bearer, bearerOptional, bearerWith }: Operation): Record<string, string[]>[] {
  if (bearer) return [{ password: [] }];
  return bearerOptional || bearerWith ? [{}, { password: [] }] : [];
}

function describeBody({ form, fileOptions, examples }: Operation, schema: z.ZodType): ZodOpenApiContentObject {
  return {
    ...(form !== "only" && {
      "application/json": { schema, ...(examples && { examples: describeExamples(examples) }) },
    }),
    ...(form !== undefined && { "application/x-www-form-urlencoded": { schema } }),
    ...(fileOptions !== undefined && {
      "multipart/form-data": { schema: fileOptions.extend({ file: z.string().meta({ format: "binary" }) }) },
      "text/csv": { schema: { type: "string" } },
      "application/x-ndjson": { schema: { type: "string" } },
    }),
  };
}

function describeExamples(examples: NonNullable<Operation["examples"]>): Record<string, { value: object }> {
  return Object.fromEntries(Object.entries(examples).map(([purpose, value]) => [purpose, { value }]));
}

function describeResponses(operation: Operation): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {
    ...transportResponses,
    [String(operation.status)]: {
      description: "Success.",
      content: { "application/json": { schema: operation.response } },
      ...describeStreams(operation),
    },
  };
  if (operation.accepted !== undefined) {
    responses["202"] = {
      description: "Accepted, not completed yet.",
      content: { "application/json": { schema: operation.accepted } },
    };
  }
  const needsConfirmation = operation.errors.includes("reauthentication_required");
  const takesBearer = operation.bearer || operation.bearerOptional || operation.bearerWith;
  const codes = [
    ...new Set([
      ...operation.errors,
      ...(needsConfirmation ? frozenErrors : []),
      ...(takesBearer ? bearerErrors : []),
      ...commonErrors,
    ]),
  ];
  if (operation.oauth) return { ...responses, ...describeOauthErrors(codes) };
  for (const code of codes) {
    const status = String(problems[code].status) as `${1 | 2 | 3 | 4 | 5}${string}`;
    // Several codes can share a status.
    const sharing = codes.filter((other) => String(problems[other].status) === status);
    responses[status] = {
      description: `${problems[code].title}: ${sharing.map((other) => `\`${other}\``).join(" or ")}.`,
      content: {
        "application/problem+json": { schema: problemSchema, examples: Object.fromEntries(sharing.map(exampleOf)) },
      },
    };
  }
  return responses;
}

/**
 * Where JSON is the default, the description names the files: generated clients would type every reply as JSON or text
 * otherwise.
 */
function describeStreams({ streams, response }: Operation): Partial<ZodOpenApiResponsesObject[`2${string}`]> {
  if (streams === undefined) return {};
  if (!streams.includes("application/json")) {
    const names = streams.map((name) => `\`${name}\``).join(", ");
    return { description: `Success. With a \`format\` other than \`json\`, the body is a file: ${names}.` };
  }
  const files = streams.filter((name) => name !== "application/json");
  const content = Object.fromEntries(files.map((name) => [name, { schema: { type: "string" as const } }]));
  return { content: { "application/json": { schema: response }, ...content } };
}

// The errors of every operation that checks an access token, which reads the database.
const bearerErrors: readonly ErrorCode[] = [
  "unauthorized",
  "password_change_required",
  "two_factor_required",
  "unavailable",
];

// The server refuses these before it knows the operation, so their format is the same everywhere.
const transportResponses: ZodOpenApiResponsesObject = {
  "408": describeTransportError("RequestTimeout", "Request Timeout: the request took too long to arrive."),
  "414": describeTransportError("UriTooLong", "URI Too Long: the URL has more than about 16 KiB."),
  "431": describeTransportError(
    "HeadersTooLarge",
    "Request Header Fields Too Large: the headers have more than 16 KiB.",
  ),
};

function describeTransportError(id: string, description: string): ZodOpenApiResponsesObject["408"] {
  return { id, description, content: { "application/problem+json": { schema: problemSchema } } };
}

// Where recent authentication is required, a frozen account is refused as well.
const frozenErrors: readonly ErrorCode[] = ["changes_frozen"];

// The errors of every operation: a malformed header is 400.
const commonErrors: readonly ErrorCode[] = ["bad_request", "internal"];

function describeOauthErrors(codes: readonly ErrorCode[]): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {};
  for (const code of codes) {
    const reply = oauthErrorReply(new AppError(code, exampleDetails[code]), "kX2vQ9aLmT0z-1f");
    const status = String(reply.status) as `${1 | 2 | 3 | 4 | 5}${string}`;
    responses[status] = {
      description: "Error (RFC 6749 section 5.2).",
      content: {
        "application/json": {
          schema: oauthErrorSchema,
          examples: { ...examplesOf(responses[status]), [code]: { value: JSON.parse(reply.body) } },
        },
      },
    };
  }
  return responses;
}

function examplesOf(response: unknown): Record<string, { value: unknown }> {
  const content: unknown =
    typeof response === "object" && response !== null ? Reflect.get(response, "content") : undefined;
  const json: unknown =
    typeof content === "object" && content !== null ? Reflect.get(content, "application/json") : undefined;
  return typeof json === "object" && json !== null
    ? (Reflect.get(json, "examples") as Record<string, { value: unknown }>)
    : {};
}

// The messages that clients get; a typical one where the message depends on the request.
const exampleDetails: Record<ErrorCode, string> = {
  bad_request: "The request body is not valid JSON.",
  no_character_class: "At least one character type must be selected",
  email_taken: "Email already registered",
  username_taken: "Username already exists",
  wrong_password: "Current password is incorrect",
  wrong_code: "That code is wrong.",
  invalid_link: "This set-up link was already used or was replaced. Restart the server to get a new one.",
  unsupported_grant_type: `grant_type must be password, refresh_token or ${MFA_GRANT}.`,
  validation: "length: Must be at least 4.",
  unauthorized: "Not authenticated",
  invalid_credentials: "Invalid credentials",
  mfa_required:
    "This account uses two-factor authentication. Send the password followed by the 6-digit code, or send the code or a recovery code together with mfa_token.",
  mfa_expired: "This log-in took too long or had too many wrong codes. Start again with your password.",
  otp_invalid: "That code is wrong.",
  otp_reused: "That code was already used. Wait for the next one.",
  changes_frozen:
    "You can't do this until 2026-11-22 09:30 UTC, because the owner of this account reported activity that wasn't theirs. If you are the owner, request a password reset to lift this.",
  two_factor_required: "Set up two-factor authentication first: this server requires it.",
  email_not_verified: "Verify your email address first.",
  sign_up_closed: "Sign-up is closed. Ask an administrator for an account.",
  invitation_required: "You need an invitation to sign up here. Ask an administrator for one.",
  reauthentication_required: "Confirm your password to do this.",
  password_change_required: "Choose a new password first.",
  conflict: "You are the last administrator. Make another user an administrator first.",
  forbidden: "You are not allowed to do this.",
  not_found: "There is nothing at this address.",
  method_not_allowed: "Allowed methods: GET, HEAD, POST, OPTIONS.",
  payload_too_large: "The request body is larger than 64 KiB.",
  unsupported_media_type: "Send the request body as JSON, with Content-Type: application/json.",
  rate_limited: "Too many requests. Try again in 30 seconds.",
  not_implemented: "The only supported transfer coding is chunked.",
  unavailable: "The database doesn't answer.",
  internal: "Something went wrong on the server. Its log has the details under the request id.",
};

function exampleOf(code: ErrorCode): [string, { value: unknown }] {
  const fieldErrors =
    code === "validation" ? [{ path: ["length"], message: "Must be at least 4", type: "too_small" }] : [];
  const reply = problemReply(new AppError(code, exampleDetails[code], { fieldErrors }), "kX2vQ9aLmT0z-1f", "query");
  return [code, { value: JSON.parse(reply.body) }];
}
