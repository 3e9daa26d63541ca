export const administratorSteps = ["mail", "invite", "two-factor", "backup"] as const;
export const userSteps = ["verify-email", "two-factor"] as const;

export type StepName = (typeof administratorSteps)[number] | (typeof userSteps)[number];

export type NextStep = {
  name: StepName;
  done: boolean;
  /** Of "invite": whether there is an invitation; other users may come without one. */
  invited?: boolean;
};
export type ShownStep = NextStep & { hidden: boolean };

export const stepNames = [...new Set<StepName>([...administratorSteps, ...userSteps])];

/** What is known about a server and an account. The server can't see whether it is backed up. */
export type StepFacts = {
  /** With the steps of the server, which are an administrator's. */
  withServer: boolean;
  canMail: boolean;
  hasOtherUsers: boolean;
  hasInvitations: boolean;
  hasAddress: boolean;
  isVerified: boolean;
  hasTwoFactor: boolean;
};

/** The steps after a set-up or a sign-up; none when all are done. */
export function planNextSteps(facts: StepFacts): NextStep[] {
  const steps: NextStep[] = facts.withServer
    ? [
        { name: "mail", done: facts.canMail },
        { name: "invite", done: facts.hasOtherUsers || facts.hasInvitations, invited: facts.hasInvitations },
        { name: "two-factor", done: facts.hasTwoFactor },
        { name: "backup", done: false },
      ]
    : [
        // Without mail, addresses can't be verified.
        ...(facts.canMail && facts.hasAddress ? [{ name: "verify-email" as const, done: facts.isVerified }] : []),
        { name: "two-factor", done: facts.hasTwoFactor },
      ];
  return steps.every(({ done }) => done) ? [] : steps;
}
