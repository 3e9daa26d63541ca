/** Rate limits for wrong second factors. They are separate, because only callers who know the password reach them. */
export const secondFactorLimits = {
  /** To one account from unknown browsers, over all challenges. */
  account: { requestsMax: 10, windowSeconds: 15 * 60 },
  /** From one known browser of this account. */
  knownDevice: { requestsMax: 10, windowSeconds: 15 * 60 },
} as const;

/** Attempts and lifetime of one challenge. */
export const CHALLENGE_ATTEMPTS_MAX = 5;
export const CHALLENGE_SECONDS = 10 * 60;

export const TRUST_DAYS = 30;

/** Each additional authenticator makes a guess more likely to succeed. */
export const AUTHENTICATORS_MAX = 5;
