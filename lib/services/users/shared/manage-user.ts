import type { ReadDatabase } from "@/lib/data/database";
import { findManagedUser, type ManagedUser } from "@/lib/data/managed-users";
import { mayManage, type ManageAction } from "@/lib/domain/users/may-manage";
import { AppError } from "@/lib/errors";
import { writeAccountState, type AccountTransaction } from "../../account-state/write-account-state";
import type { UserActor } from "../../authorize";
import type { Context } from "../../context";

/** The account that an administrator or moderator reads; refuses with `not_found` or `forbidden`. */
export async function findManaged(
  context: Context<"reading">,
  actor: UserActor,
  id: string,
  action: ManageAction,
): Promise<ManagedUser> {
  const target = await findManagedUser(context.db, id);
  if (target === null) throw noSuchUser();
  requireManage({ id: actor.userId, role: actor.role }, target, action);
  return target;
}

/**
 * Changes another user's account. Both accounts are read in the transaction of the change, so that an administrator who
 * was demoted or disabled a moment ago is refused.
 */
export async function manage<Result>(
  context: Context<"writing">,
  actor: UserActor,
  { id, actions }: { id: string; actions: readonly ManageAction[] },
  work: (tx: AccountTransaction, target: ManagedUser) => Promise<Result>,
): Promise<Result> {
  return writeAccountState(context, async (tx) => {
    const acting = await requireActiveActor(tx, actor);
    const target = await findManagedUser(tx, id);
    if (target === null) throw noSuchUser();
    for (const action of actions) requireManage(acting, target, action);
    return work(tx, target);
  });
}

/** The actor as the transaction sees them; refuses with `unauthorized` when they are no longer active. */
export async function requireActiveActor(tx: ReadDatabase, { userId }: UserActor): Promise<ManagedUser> {
  const acting = await findManagedUser(tx, userId);
  if (acting === null || acting.status !== "active") throw new AppError("unauthorized", "Log in first.");
  return acting;
}

function requireManage(actor: Parameters<typeof mayManage>[0], target: ManagedUser, action: ManageAction): void {
  if (!mayManage(actor, target, action)) throw new AppError("forbidden", "You are not allowed to do this.");
}

function noSuchUser(): AppError {
  return new AppError("not_found", "There is no such user.");
}
