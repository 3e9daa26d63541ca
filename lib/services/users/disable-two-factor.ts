import { AppError } from "@/lib/errors";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { findActiveUser } from "./shared/find-active-user";
import { turnOff } from "../two-factor/turn-off";

/** Turns somebody's two-factor authentication off, for an operator whom they convinced otherwise. Ends all their sessions. */
export async function disableTwoFactor(
  context: ServiceContext,
  { identifier }: { identifier: string },
): Promise<{ email: string }> {
  authorize(context, "users:disable-two-factor");
  const user = await findActiveUser(context, identifier);
  if (!(await context.write((tx) => turnOff(context, tx, user), { serializable: true }))) {
    throw new AppError("conflict", `${user.email} has no second factor.`);
  }
  return { email: user.email };
}
