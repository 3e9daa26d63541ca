import { hasPassword } from "@/lib/data/users";
import { manageActions, mayManage, type ManageAction } from "@/lib/domain/users/may-manage";
import type { UserDetail } from "@/lib/schemas/users";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { findManaged } from "./shared/manage-user";
import { toUserView } from "../accounts/shared/user-view";
import { findLiveSessions } from "../sessions/shared/session-view";

/** One user, for administrators and moderators. */
export async function getUser(context: Context<"reading">, { id }: { id: string }): Promise<UserDetail> {
  const actor = authorizeUser(context, "users:read");
  const user = await findManaged(context, actor, id, "read");
  const sessions = await findLiveSessions(context, user.id);
  const { frozenUntil } = user;
  // The keys of the one table of actions.
  const actions = Object.keys(manageActions) as ManageAction[];
  return {
    ...toUserView(user),
    password_changed_at: (await hasPassword(context.db, user.id)) ? user.passwordChangedAt.toISOString() : null,
    frozen_until: frozenUntil !== null && frozenUntil > context.now() ? frozenUntil.toISOString() : null,
    two_factor_since: user.twoFactorSince?.toISOString() ?? null,
    sessions: sessions.length,
    may: actions.filter((action) => mayManage({ id: actor.userId, role: actor.role }, user, action)),
  };
}
