import { setRole } from "@/lib/data/users";
import { audit } from "../audit";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { findActiveUser } from "./shared/find-active-user";

/** Gives somebody the role admin, for an operator whom nobody else can let in. */
export async function makeAdministrator(
  context: ServiceContext,
  { identifier }: { identifier: string },
): Promise<{ email: string }> {
  authorize(context, "users:make-administrator");
  const user = await findActiveUser(context, identifier);
  await context.write(async (tx) => {
    await setRole(tx, user.id, "admin", context.now());
    await audit(context, tx, "role.change", { targetId: user.id, details: { from: user.role, to: "admin" } });
  });
  return { email: user.email };
}
