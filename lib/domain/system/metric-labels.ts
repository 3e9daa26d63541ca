/** How a log-in can end. `code_required`: the password was right, and a code is needed too. */
export const logInOutcomes = [
  "success",
  "code_required",
  "wrong_credentials",
  "wrong_code",
  "limited",
  "unavailable",
  "refused",
] as const;
export type LogInOutcome = (typeof logInOutcomes)[number];

/** The rate limits. */
export const limitNames = [
  "breached-hashes",
  "generator",
  "hashes",
  "mail:address",
  "mail:network",
  "mailed-proof:network",
  "second-factor:account",
  "second-factor:device",
  "sign-in:account",
  "sign-in:account-network",
  "sign-in:device",
  "sign-in:network",
  "sign-up",
  "test-mail",
] as const;
export type LimitName = (typeof limitNames)[number];

/** Requests that belong to no operation of the API. */
export const otherRequests = ["page", "action", "file", "other"] as const;
