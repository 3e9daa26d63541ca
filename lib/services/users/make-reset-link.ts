import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { createResetLink } from "./shared/create-reset-link";
import { findActiveUser } from "./shared/find-active-user";

/** Makes a link to a new password for somebody whom no mail reaches, for the operator to hand over. */
export async function makeResetLink(
  context: ServiceContext,
  { identifier }: { identifier: string },
): Promise<{ email: string; link: string; minutes: number }> {
  authorize(context, "users:make-reset-link");
  const user = await findActiveUser(context, identifier);
  return { email: user.email, ...(await context.write((tx) => createResetLink(context, tx, user.id))) };
}
