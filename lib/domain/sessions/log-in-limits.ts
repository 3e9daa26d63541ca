/** How often log-in may fail. Successes are free. */
export const logInLimits = {
  /** From one network to one account. */
  accountAndNetwork: { requestsMax: 10, windowSeconds: 15 * 60 },
  /** From one browser that has signed in to this account before: a stranger can't use up the owner's. */
  knownDevice: { requestsMax: 10, windowSeconds: 15 * 60 },
  /** From one network, to whatever accounts. */
  network: { requestsMax: 100, windowSeconds: 15 * 60 },
  /** To one account from wherever; past it only known devices are heard. */
  account: { requestsMax: 50, windowSeconds: 60 * 60 },
} as const;

export const signUpLimit = { requestsMax: 20, windowSeconds: 60 * 60 } as const;
