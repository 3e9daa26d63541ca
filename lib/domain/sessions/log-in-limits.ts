/** Rate limits for failed log-ins. Successful ones don't count. */
export const logInLimits = {
  /** From one network to one account. */
  accountAndNetwork: { requestsMax: 10, windowSeconds: 15 * 60 },
  /** From one known browser of this account: others can't use up the owner's budget. */
  knownDevice: { requestsMax: 10, windowSeconds: 15 * 60 },
  /** From one network to any account. */
  network: { requestsMax: 100, windowSeconds: 15 * 60 },
  /** To one account from any network; above it only known devices can log in. */
  account: { requestsMax: 50, windowSeconds: 60 * 60 },
} as const;

/** Failed log-ins on the whole server are counted over this time, and raise at most one alarm in it. */
export const LOG_IN_ALARM_SECONDS = 60 * 60;

export const signUpLimit = { requestsMax: 20, windowSeconds: 60 * 60 } as const;
