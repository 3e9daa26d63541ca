import { setRole } from "@/lib/data/account-state";
import type { Role } from "@/lib/domain/users/roles";
import { audit } from "../audit";
import type { Context } from "../context";
import type { StatusTarget } from "./change-status";
import { requireAdministratorLeft } from "./require-administrator-left";
import type { AccountTransaction } from "./write-account-state";

/** Takes effect at the next request of each session. False when the account had the role already. */
export async function changeRole(
  context: Context<"writing">,
  tx: AccountTransaction,
  target: StatusTarget,
  role: Role,
): Promise<boolean> {
  if (target.role === role) return false;
  await setRole(tx, target.id, role, context.now());
  await requireAdministratorLeft(context, tx, target, { role });
  await audit(context, tx, "role.change", {
    targetId: target.id,
    details: { before: { role: target.role }, after: { role } },
  });
  return true;
}
