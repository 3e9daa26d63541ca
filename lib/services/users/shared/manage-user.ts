import type { ReadDatabase, Transaction } from "@/lib/data/database";
import { findManagedUser, type ManagedUser } from "@/lib/data/managed-users";
import { countActiveAdministrators } from "@/lib/data/users";
import { mayManage, type ManageAction } from "@/lib/domain/users/may-manage";
import { AppError } from "@/lib/errors";
import type { UserActor } from "../../authorize";
import type { ServiceContext } from "../../context";

/** The account that an administrator or moderator looks at; refuses with `not_found` or `forbidden`. */
export async function findManaged(
  context: ServiceContext,
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
 * Does something with somebody's account. Both sides are read in the transaction of the change: whoever was demoted or
 * disabled a moment ago changes nothing any more, and whatever is done, one active administrator is left.
 */
export async function manage<Result>(
  context: ServiceContext,
  actor: UserActor,
  { id, actions }: { id: string; actions: readonly ManageAction[] },
  work: (tx: Transaction, target: ManagedUser) => Promise<Result>,
): Promise<Result> {
  return context.write(
    async (tx) => {
      const acting = await requireActiveActor(tx, actor);
      const target = await findManagedUser(tx, id);
      if (target === null) throw noSuchUser();
      for (const action of actions) requireManage(acting, target, action);
      const result = await work(tx, target);
      // Counted after the change, and only here, so that no way of changing somebody can forget it.
      const wasAdministrator = target.role === "admin" && target.status === "active";
      if (wasAdministrator && (await countActiveAdministrators(tx)) === 0) {
        throw new AppError("conflict", "This is the last administrator. Make somebody else one first.");
      }
      return result;
    },
    { serializable: true },
  );
}

/** Who asks, as the transaction sees them; refuses whoever is not active any more. */
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
