import type { Transaction } from "@/lib/data/database";
import type { UserRow } from "@/lib/data/users";
import type { TwoFactorChange } from "@/lib/domain/mail/mail-templates";
import type { ServiceContext } from "../../context";
import { notifyOwner } from "../../mail/shared/notify-owner";
import { originOf } from "../../mail/shared/queue-mail";

/** Tells an owner that the second factor is not what it was; `authenticator` is the name of the one that it is about. */
export async function notifyTwoFactorChange(
  context: ServiceContext,
  tx: Transaction,
  user: UserRow,
  change: TwoFactorChange,
  authenticator: string | null = null,
): Promise<void> {
  const props = { changed: originOf(context), change, authenticator };
  await notifyOwner(context, tx, user, {
    kind: "two-factor-changed",
    template: "two-factor-changed",
    props,
    secretProps: {},
  });
}
