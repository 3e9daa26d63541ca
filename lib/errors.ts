/** Every way in which a request can fail; `lib/web/api/map-error.ts` chooses the HTTP status and title. */
export type ErrorCode =
  | "bad_request"
  | "no_character_class"
  | "validation"
  | "email_taken"
  | "username_taken"
  | "wrong_password"
  | "wrong_code"
  | "invalid_link"
  | "unsupported_grant_type"
  | "unauthorized"
  | "invalid_credentials"
  | "mfa_required"
  | "mfa_expired"
  | "otp_invalid"
  | "otp_reused"
  | "forbidden"
  | "sign_up_closed"
  | "invitation_required"
  | "reauthentication_required"
  | "password_change_required"
  | "two_factor_required"
  | "email_not_verified"
  | "changes_frozen"
  | "not_found"
  | "conflict"
  | "method_not_allowed"
  | "payload_too_large"
  | "unsupported_media_type"
  | "rate_limited"
  | "not_implemented"
  | "unavailable"
  | "internal";

/**
 * One invalid part of the input; `path` leads to it (`["length"]`), and the adapter adds the location (query, body or
 * path).
 */
export type FieldError = { path: (string | number)[]; message: string; type: string };

/** Lets a client continue a log-in that needs a second factor. */
export type ProblemExtensions = {
  mfa_token?: string;
  mfa_methods?: readonly string[];
  attempts_left?: number;
  clock_off_seconds?: number;
};

export type AppErrorDetails = {
  fieldErrors?: FieldError[];
  /** Whole seconds after which the same request may succeed. */
  retryAfterSeconds?: number;
  /** For 405: the methods that the resource supports. */
  allow?: readonly string[];
  /** Extension members of the problem (RFC 9457 section 3.2), documented in its schema. */
  extensions?: ProblemExtensions;
  /** With `unauthorized`: a token was sent, but it isn't valid. */
  tokenRefused?: boolean;
  /** The underlying error; logged, never shown. */
  cause?: unknown;
};

// Two bundles run in one process, so the class exists twice and `instanceof` fails across them; errors carry a brand
// instead.
const appErrorBrand = Symbol.for("latchkey.AppError");

/** The only error whose message reaches clients: `message` is for the user, `cause` is for the log. */
export class AppError extends Error {
  readonly [appErrorBrand] = true;
  readonly code: ErrorCode;
  readonly fieldErrors: FieldError[];
  readonly retryAfterSeconds: number | undefined;
  readonly allow: readonly string[] | undefined;
  readonly extensions: ProblemExtensions;
  readonly tokenRefused: boolean;

  constructor(code: ErrorCode, message: string, details: AppErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = "AppError";
    this.code = code;
    this.fieldErrors = details.fieldErrors ?? [];
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.allow = details.allow;
    this.extensions = details.extensions ?? {};
    this.tokenRefused = details.tokenRefused ?? false;
  }
}

/** Recognises an `AppError` from either bundle. */
export function isAppError(error: unknown): error is AppError {
  return typeof error === "object" && error !== null && appErrorBrand in error;
}

const startupErrorBrand = Symbol.for("latchkey.StartupError");

/** Why the server can't start: one sentence for the operator that says what to do and contains no secret. */
export class StartupError extends Error {
  readonly [startupErrorBrand] = true;

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "StartupError";
  }
}

/** Recognises a `StartupError` from either bundle. */
export function isStartupError(error: unknown): error is StartupError {
  return typeof error === "object" && error !== null && startupErrorBrand in error;
}
