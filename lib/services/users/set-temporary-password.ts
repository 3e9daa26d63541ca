import { setTemporaryPassword as saveTemporaryPassword } from "@/lib/data/users";
import { AppError } from "@/lib/errors";
import { audit } from "../audit";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { drawTemporaryPassword } from "./shared/draw-temporary-password";
import { findActiveUser } from "./shared/find-active-user";
import { revokeMailedLinks } from "../recovery/shared/revoke-mailed-links";
import { logOutEverywhere } from "../sessions/log-out-everywhere";

/** Makes a password for somebody who is locked out, shown once and good until the first log-in changes it. Ends all their sessions. */
export async function setTemporaryPassword(
  context: ServiceContext,
  { identifier }: { identifier: string },
): Promise<{ email: string; password: string }> {
  authorize(context, "users:set-temporary-password");
  const user = await findActiveUser(context, identifier);
  const password = drawTemporaryPassword(context);
  const passwordHash = await context.hasher.hash(password);
  await context.write(async (tx) => {
    if (!(await saveTemporaryPassword(tx, user.id, passwordHash, context.now()))) {
      throw new AppError("not_found", `There is no active user ${identifier}.`);
    }
    await revokeMailedLinks(tx, user.id);
    await logOutEverywhere(tx, user.id);
    await audit(context, tx, "password.temporary", { targetId: user.id });
  });
  return { email: user.email, password };
}
