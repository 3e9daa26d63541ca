import { describe, expect, test } from "vitest";
import { planNextSteps, type StepFacts } from "./next-steps";

const user: StepFacts = {
  withServer: false,
  canMail: true,
  hasOtherUsers: true,
  hasInvitations: false,
  hasAddress: true,
  isVerified: false,
  hasTwoFactor: false,
};
const administrator: StepFacts = { ...user, withServer: true, canMail: false, hasOtherUsers: false };

describe("the next steps", () => {
  test("of a user are to verify the address and to set up two-factor authentication", () => {
    expect(planNextSteps(user)).toEqual([
      { name: "verify-email", done: false },
      { name: "two-factor", done: false },
    ]);
    expect(planNextSteps({ ...user, isVerified: true })).toEqual([
      { name: "verify-email", done: true },
      { name: "two-factor", done: false },
    ]);
  });

  test("end when all are done", () => {
    expect(planNextSteps({ ...user, isVerified: true, hasTwoFactor: true })).toEqual([]);
  });

  test("don't ask for a verified address where none can be verified", () => {
    expect(planNextSteps({ ...user, canMail: false })).toEqual([{ name: "two-factor", done: false }]);
    expect(planNextSteps({ ...user, hasAddress: false })).toEqual([{ name: "two-factor", done: false }]);
  });

  test("of an administrator are mail, an invitation, two-factor authentication and a backup, done by the state of the server", () => {
    const doneOf = (facts: StepFacts) => planNextSteps(facts).map(({ name, done }) => `${name} ${done}`);
    expect(doneOf(administrator)).toEqual(["mail false", "invite false", "two-factor false", "backup false"]);
    expect(doneOf({ ...administrator, canMail: true, hasOtherUsers: true, hasTwoFactor: true })).toEqual([
      "mail true",
      "invite true",
      "two-factor true",
      "backup false",
    ]);
  });
  test("call users invited only if there is an invitation", () => {
    const invite = (facts: Partial<StepFacts>) =>
      planNextSteps({ ...administrator, ...facts }).find(({ name }) => name === "invite");
    expect(invite({ hasOtherUsers: true })).toMatchObject({ done: true, invited: false });
    expect(invite({ hasInvitations: true })).toMatchObject({ done: true, invited: true });
  });
});
