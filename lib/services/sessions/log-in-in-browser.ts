import { isTrustedDevice } from "@/lib/data/devices";
import type { Role } from "@/lib/domain/users/roles";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { checkCredentials } from "./shared/check-credentials";
import { countLogIn } from "./shared/count-log-in";
import { issueLogInTicket, type BrowserEntry } from "./shared/issue-log-in-ticket";
import { createChallenge } from "../two-factor/shared/challenge";

/** Logged in, or a challenge that needs the second factor. */
export type LogInOutcome =
  | { kind: "entered"; entry: BrowserEntry; mustChangePassword: boolean; role: Role }
  | { kind: "challenged"; challenge: string };

/**
 * Checks the password of a browser log-in, and issues the ticket for a session, or a challenge for the second factor.
 */
export async function logInInBrowser(
  context: Context<"writing" | "limits" | "background" | "passwords" | "secrets" | "mail">,
  input: { identifier: string; password: string },
): Promise<LogInOutcome> {
  authorize(context, "sessions:start");
  return countLogIn(
    context,
    () => checkPassword(context, input),
    ({ kind }) => (kind === "entered" ? "success" : "code_required"),
  );
}

async function checkPassword(
  context: Context<"writing" | "limits" | "background" | "passwords" | "secrets" | "mail">,
  input: { identifier: string; password: string },
): Promise<LogInOutcome> {
  const { user } = await checkCredentials(context, input);
  const isTrusted = user.twoFactorSince !== null && (await isTrustedBrowser(context, user.id));
  if (user.twoFactorSince !== null && !isTrusted)
    return { kind: "challenged", challenge: await createChallenge(context, user, "browser") };

  const secondFactor = isTrusted ? "trusted_browser" : "none";
  const entry = await context.write((tx) => issueLogInTicket(context, tx, user, { secondFactor }));
  return { kind: "entered", entry, mustChangePassword: user.mustChangePassword, role: user.role };
}

async function isTrustedBrowser(context: Context<"reading" | "secrets">, userId: string): Promise<boolean> {
  const { deviceToken } = context.request;
  if (deviceToken === null) return false;
  return isTrustedDevice(context.db, { tokenHash: context.hashSecretToken(deviceToken), userId }, context.now());
}
