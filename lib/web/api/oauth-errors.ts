import type { AppError, ErrorCode } from "@/lib/errors";
import { apiHeaders } from "@/lib/web/http/headers";
import { problems } from "./map-error";
import type { WholeReply } from "./request-and-reply";

// RFC 6749 section 5.2. Codes that are not listed keep their status, which chooses the error.
const oauthErrors: Partial<Record<ErrorCode, { status: number; error: string }>> = {
  bad_request: { status: 400, error: "invalid_request" },
  validation: { status: 400, error: "invalid_request" },
  unsupported_media_type: { status: 400, error: "invalid_request" },
  invalid_credentials: { status: 400, error: "invalid_grant" },
  mfa_required: { status: 400, error: "mfa_required" },
  mfa_expired: { status: 400, error: "invalid_grant" },
  otp_invalid: { status: 400, error: "invalid_grant" },
  otp_reused: { status: 400, error: "invalid_grant" },
  unsupported_grant_type: { status: 400, error: "unsupported_grant_type" },
  forbidden: { status: 400, error: "unauthorized_client" },
  unauthorized: { status: 401, error: "invalid_token" },
};

/** The reply of an OAuth2 endpoint for an error. */
export function oauthErrorReply(error: AppError, requestId: string): WholeReply {
  const { status, error: oauthError } = oauthErrors[error.code] ?? byStatus(problems[error.code].status);
  const headers = apiHeaders(requestId, "application/json; charset=utf-8");
  headers["pragma"] = "no-cache";
  if (status === 401) headers["www-authenticate"] = 'Bearer realm="latchkey", error="invalid_token"';
  if (error.retryAfterSeconds !== undefined) headers["retry-after"] = String(error.retryAfterSeconds);
  return {
    status,
    headers,
    body: JSON.stringify({ error: oauthError, error_description: error.message, ...secondFactorMembers(error) }),
  };
}

function byStatus(status: number): { status: number; error: string } {
  // RFC 6750 section 3.1: the token is valid, but doesn't allow this.
  if (status === 403) return { status, error: "insufficient_scope" };
  if (status === 429 || status === 503) return { status, error: "temporarily_unavailable" };
  return { status, error: status >= 500 ? "server_error" : "invalid_request" };
}

/** Our additional members for a log-in that requires a code; RFC 6749 has none. */
function secondFactorMembers({ code, extensions }: AppError): object {
  const named = code === "otp_invalid" || code === "otp_reused" || code === "mfa_expired";
  return { ...(named && { code }), ...extensions };
}
