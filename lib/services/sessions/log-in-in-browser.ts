import { isTrustedDevice } from "@/lib/data/devices";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { checkCredentials } from "./shared/check-credentials";
import { issueLogInTicket, type BrowserEntry } from "./shared/issue-log-in-ticket";
import { createChallenge } from "../two-factor/shared/challenge";

/** Either the way in, or half of it: then the second factor answers the challenge. */
export type LogInOutcome =
  | { kind: "entered"; entry: BrowserEntry; mustChangePassword: boolean }
  | { kind: "challenged"; challenge: string };

/** Checks the password that a page was given, and makes the ticket that becomes a session, or the challenge before it. */
export async function logInInBrowser(
  context: ServiceContext,
  input: { identifier: string; password: string },
): Promise<LogInOutcome> {
  authorize(context, "sessions:start");
  const { user } = await checkCredentials(context, input);
  const isTrusted = user.twoFactorSince !== null && (await isTrustedBrowser(context, user.id));
  if (user.twoFactorSince !== null && !isTrusted)
    return { kind: "challenged", challenge: await createChallenge(context, user, "browser") };

  const secondFactor = isTrusted ? "trusted_browser" : "none";
  const entry = await context.write((tx) => issueLogInTicket(context, tx, user, { secondFactor }));
  return { kind: "entered", entry, mustChangePassword: user.mustChangePassword };
}

async function isTrustedBrowser(context: ServiceContext, userId: string): Promise<boolean> {
  const { deviceToken } = context.request;
  if (deviceToken === null) return false;
  return isTrustedDevice(context.db, { tokenHash: context.hashSecretToken(deviceToken), userId }, context.now());
}
