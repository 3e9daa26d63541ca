import { findLastEvents } from "@/lib/data/audit-events";
import type { AuditAction } from "@/lib/domain/users/audit-actions";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";

/** Why you must choose a new password. */
export type PasswordDemand = "administrator" | "temporary" | "two_factor_off" | "breach";

const demandOf = {
  "user.create": "temporary",
  "password.temporary": "temporary",
  "user.require_password_change": "administrator",
  "two_factor.disable": "two_factor_off",
  // Whatever was required before no longer is.
  "user.waive_password_change": "breach",
} as const satisfies Partial<Record<AuditAction, PasswordDemand>>;

/**
 * Why you must choose a new password: the latest event since the current one was set that requires it. Only the check
 * against data breaches at a log-in leaves no event.
 */
export async function readPasswordDemand(context: Context<"reading">): Promise<PasswordDemand> {
  const { userId, profile } = authorizeUser(context, "accounts:read-own");
  // A temporary password and its event have the same time.
  const after = new Date(profile.passwordChangedAt.getTime() - 1);
  let latest: { at: number; demand: PasswordDemand } = { at: 0, demand: "breach" };
  for (const action of Object.keys(demandOf) as (keyof typeof demandOf)[]) {
    const found = await findLastEvents(context.db, { targetIds: [userId], actions: [action], after });
    const at = found.get(userId)?.getTime() ?? 0;
    if (at > latest.at) latest = { at, demand: demandOf[action] };
  }
  return latest.demand;
}
