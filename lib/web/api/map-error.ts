import type { ActionState } from "@/lib/action-state";
import { isAppError, AppError, type ErrorCode } from "@/lib/errors";
import type { Problem } from "@/lib/schemas/problem";
import { apiHeaders } from "@/lib/web/http/headers";
import type { WholeReply } from "./request-and-reply";

/** Status and title of each code. Titles are the reason phrases of RFC 9110. */
export const problems = {
  bad_request: { status: 400, title: "Bad Request" },
  no_character_class: { status: 400, title: "Bad Request" },
  email_taken: { status: 400, title: "Bad Request" },
  username_taken: { status: 400, title: "Bad Request" },
  wrong_password: { status: 400, title: "Bad Request" },
  wrong_code: { status: 400, title: "Bad Request" },
  invalid_link: { status: 400, title: "Bad Request" },
  unsupported_grant_type: { status: 400, title: "Bad Request" },
  validation: { status: 422, title: "Unprocessable Content" },
  unauthorized: { status: 401, title: "Unauthorized" },
  invalid_credentials: { status: 401, title: "Unauthorized" },
  mfa_required: { status: 401, title: "Unauthorized" },
  mfa_expired: { status: 401, title: "Unauthorized" },
  otp_invalid: { status: 401, title: "Unauthorized" },
  otp_reused: { status: 401, title: "Unauthorized" },
  sign_up_closed: { status: 403, title: "Forbidden" },
  invitation_required: { status: 403, title: "Forbidden" },
  reauthentication_required: { status: 403, title: "Forbidden" },
  password_change_required: { status: 403, title: "Forbidden" },
  changes_frozen: { status: 403, title: "Forbidden" },
  two_factor_required: { status: 403, title: "Forbidden" },
  email_not_verified: { status: 403, title: "Forbidden" },
  conflict: { status: 409, title: "Conflict" },
  forbidden: { status: 403, title: "Forbidden" },
  not_found: { status: 404, title: "Not Found" },
  method_not_allowed: { status: 405, title: "Method Not Allowed" },
  payload_too_large: { status: 413, title: "Content Too Large" },
  unsupported_media_type: { status: 415, title: "Unsupported Media Type" },
  rate_limited: { status: 429, title: "Too Many Requests" },
  not_implemented: { status: 501, title: "Not Implemented" },
  unavailable: { status: 503, title: "Service Unavailable" },
  internal: { status: 500, title: "Internal Server Error" },
} as const satisfies Record<ErrorCode, { status: number; title: string }>;

/** The first part of each `loc`, as in FastAPI. */
export type InputLocation = "query" | "body" | "path";

/** Converts anything thrown to an `AppError`; an unexpected error gets a fixed message, because its own may hold secrets. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  return new AppError("internal", "Something went wrong on the server. Its log has the details under the request id.", {
    cause: error,
  });
}

/** The RFC 9457 reply for an error. */
export function problemReply(error: AppError, requestId: string, location: InputLocation): WholeReply {
  const { status, title } = problems[error.code];
  const problem: Problem = {
    type: `urn:latchkey:problem:${error.code}`,
    title,
    status,
    detail: error.message,
    code: error.code,
    request_id: requestId,
    ...error.extensions,
  };
  if (error.fieldErrors.length > 0) {
    problem.errors = error.fieldErrors.map(({ path, message, type }) => ({
      loc: [location, ...path],
      msg: message,
      type,
    }));
  }
  const headers = apiHeaders(requestId, "application/problem+json; charset=utf-8");
  // RFC 6750 section 3: a refused token is named as the reason.
  if (status === 401)
    headers["www-authenticate"] = error.code === "unauthorized" ? bearerChallenge(error) : 'Bearer realm="latchkey"';
  // RFC 6750 section 3.1: a token of scope `enrol`.
  if (error.code === "two_factor_required")
    headers["www-authenticate"] = 'Bearer realm="latchkey", error="insufficient_scope"';
  if (error.allow !== undefined) headers["allow"] = error.allow.join(", ");
  if (error.retryAfterSeconds !== undefined) headers["retry-after"] = String(error.retryAfterSeconds);
  return { status, headers, body: JSON.stringify(problem) };
}

function bearerChallenge(error: AppError): string {
  return `Bearer realm="latchkey"${error.tokenRefused ? ', error="invalid_token"' : ""}`;
}

/** The form state for an error. */
export function refusedState(error: AppError, requestId: string): Extract<ActionState, { status: "refused" }> {
  const fieldErrors: Record<string, string> = {};
  for (const { path, message } of error.fieldErrors) fieldErrors[String(path[0] ?? "")] ??= message;
  const { attempts_left: attemptsLeft, clock_off_seconds: clockOffSeconds } = error.extensions;
  return {
    status: "refused",
    code: error.code,
    message: error.message,
    fieldErrors,
    requestId,
    ...(attemptsLeft !== undefined && { attemptsLeft }),
    ...(clockOffSeconds !== undefined && { clockOffSeconds }),
  };
}
