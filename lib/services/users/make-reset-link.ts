import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { findByIdentifier } from "./find-by-identifier";
import { writeResetLink } from "./write-reset-link";

/** Makes a link to a new password for somebody whom no mail reaches, for the operator to hand over. */
export async function makeResetLink(
  context: ServiceContext,
  { identifier }: { identifier: string },
): Promise<{ email: string; link: string; minutes: number }> {
  authorize(context, "users:make-reset-link");
  const user = await findByIdentifier(context, identifier);
  return { email: user.email, ...(await context.write((tx) => writeResetLink(context, tx, user.id))) };
}
