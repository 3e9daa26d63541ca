import { setStatus } from "@/lib/data/account-state";
import type { Role, UserStatus } from "@/lib/domain/users/roles";
import { audit } from "../audit";
import type { Context } from "../context";
import { requireAdministratorLeft } from "./require-administrator-left";
import type { AccountTransaction } from "./write-account-state";
import { revokeMailedLinks } from "../recovery/shared/revoke-mailed-links";
import { logOutEverywhere } from "../sessions/shared/log-out-everywhere";

export type StatusTarget = { id: string; role: Role; status: UserStatus };

/** False when the account was not active. */
export async function disableAccount(
  context: Context<"writing">,
  tx: AccountTransaction,
  target: StatusTarget,
  details: { reason?: "address_released" } = {},
): Promise<boolean> {
  return changeStatus(context, tx, target, { from: ["active"], to: "disabled", action: "user.disable", details });
}

/** False when the account was not disabled. */
export async function enableAccount(
  context: Context<"writing">,
  tx: AccountTransaction,
  target: StatusTarget,
): Promise<boolean> {
  return changeStatus(context, tx, target, { from: ["disabled"], to: "active", action: "user.enable" });
}

/** False when the account was deleted already. */
export async function deleteAccount(
  context: Context<"writing">,
  tx: AccountTransaction,
  target: StatusTarget,
  action: "account.delete" | "user.delete",
): Promise<boolean> {
  return changeStatus(context, tx, target, { from: ["active", "disabled"], to: "deleted", action });
}

/** False when the account was not deleted. */
export async function restoreAccount(
  context: Context<"writing">,
  tx: AccountTransaction,
  target: StatusTarget,
  to: Exclude<UserStatus, "deleted"> = "active",
): Promise<boolean> {
  return changeStatus(context, tx, target, { from: ["deleted"], to, action: "user.restore" });
}

type StatusChange = {
  from: readonly UserStatus[];
  to: UserStatus;
  action: "account.delete" | "user.delete" | "user.disable" | "user.enable" | "user.restore";
  details?: { reason?: string };
};

async function changeStatus(
  context: Context<"writing">,
  tx: AccountTransaction,
  target: StatusTarget,
  { from, to, action, details = {} }: StatusChange,
): Promise<boolean> {
  if (!(await setStatus(tx, target.id, { from, to, now: context.now() }))) return false;
  await requireAdministratorLeft(context, tx, target, { status: to });
  // When an account is restored, too: a request that ran during the deletion may have created a link after it. An
  // invitation works only while the account is active, so it waits for a disabled one to be enabled again.
  const keepsInvitations = (action === "user.disable" || action === "user.enable") && details.reason === undefined;
  await revokeMailedLinks(context, tx, target.id, { keepsInvitations });
  const ended = await logOutEverywhere(tx, target.id);
  await audit(context, tx, action, {
    targetId: target.id,
    details: { before: { status: target.status }, after: { status: to }, ended_sessions: ended, ...details },
  });
  return true;
}
