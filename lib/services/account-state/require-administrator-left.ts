import { countActiveAdministrators } from "@/lib/data/users";
import {
  areAdministratorsLeft,
  countRemovableAdministrators,
  removesAdministrator,
} from "@/lib/domain/users/last-administrator";
import type { Role, UserStatus } from "@/lib/domain/users/roles";
import { AppError } from "@/lib/errors";
import type { Context } from "../context";
import type { AccountTransaction } from "./write-account-state";

type State = { role: Role; status: UserStatus };

/** Whether the account is the last active administrator. */
export async function isLastAdministrator(tx: AccountTransaction, account: State): Promise<boolean> {
  if (!removesAdministrator(account, { status: "disabled" })) return false;
  return countRemovableAdministrators(await countActiveAdministrators(tx)) === 0;
}

/** Refuses with `conflict` when a change that was just written removed the last active administrator. */
export async function requireAdministratorLeft(
  { actor }: Context,
  tx: AccountTransaction,
  before: State & { id: string },
  changes: Partial<State>,
): Promise<void> {
  if (!removesAdministrator(before, changes) || areAdministratorsLeft(await countActiveAdministrators(tx))) return;
  const subject = actor.kind === "user" && actor.userId === before.id ? "You are" : "This is";
  throw new AppError("conflict", `${subject} the last administrator. Make another user an administrator first.`);
}
