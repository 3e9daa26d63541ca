import { findCredentials, type UserCredentials } from "@/lib/data/users";
import { AppError } from "@/lib/errors";
import { findKnownDevice } from "./find-known-device";
import { countPasswordAttempt } from "./log-in-throttle";
import { verifyPassword } from "./verify-password";
import { audit } from "../../audit";
import type { UserActor } from "../../authorize";
import type { Context } from "../../context";
import { checked } from "../../limit";

/** The input field that held the current password, so that a form can show the error there. */
export type CurrentPasswordField = "password" | "current_password";

/** Checks the user's own password within the log-in budget: a stolen session must not allow faster guessing. */
export async function checkOwnPassword(
  context: Context<"writing" | "limits" | "background" | "passwords" | "secrets">,
  actor: UserActor,
  { password, field }: { password: string; field: CurrentPasswordField },
): Promise<UserCredentials> {
  context.hasher.requirePlace();
  const user = await findCredentials(context.db, { id: actor.userId });
  if (user === null) throw new AppError("unauthorized", "Log in first.");
  const attempt = await countPasswordAttempt(context, {
    account: user.id,
    knownDevice: await findKnownDevice(context, user.id),
  });

  const { matches } = await checked(attempt, () => verifyPassword(context, user, password));
  if (!matches) {
    context.defer(() => context.write((tx) => audit(context, tx, "session.reauthenticate", { outcome: "failure" })));
    throw wrongPassword(field);
  }
  await attempt.succeeded();
  return user;
}

export function wrongPassword(field: CurrentPasswordField): AppError {
  const fieldErrors = [{ path: [field], message: "This password is incorrect", type: "wrong_password" }];
  return new AppError("wrong_password", "Current password is incorrect", { fieldErrors });
}
