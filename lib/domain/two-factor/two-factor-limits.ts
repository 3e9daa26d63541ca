/** How often a second factor may be wrong. Budgets of their own: only whoever knows the password reaches them. */
export const secondFactorLimits = {
  /** To one account from strangers, over all challenges. */
  account: { requestsMax: 10, windowSeconds: 15 * 60 },
  /** From one browser that has signed in to this account before. */
  knownDevice: { requestsMax: 10, windowSeconds: 15 * 60 },
} as const;

/** What one challenge lets through before it dies, and how long it lives. */
export const CHALLENGE_ATTEMPTS_MAX = 5;
export const CHALLENGE_SECONDS = 10 * 60;

export const TRUST_DAYS = 30;

/** Each makes a guess likelier to hit, and nobody has more phones than this. */
export const AUTHENTICATORS_MAX = 5;
