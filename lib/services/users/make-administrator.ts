import { changeRole } from "../account-state/change-role";
import { writeAccountState } from "../account-state/write-account-state";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { findActiveUser } from "./shared/find-active-user";

/** Makes an active user an administrator, by an operator command. */
export async function makeAdministrator(
  context: Context<"writing">,
  { identifier }: { identifier: string },
): Promise<{ email: string }> {
  authorize(context, "users:make-administrator");
  return writeAccountState(context, async (tx) => {
    const user = await findActiveUser(tx, identifier);
    await changeRole(context, tx, user, "admin");
    return { email: user.email };
  });
}
