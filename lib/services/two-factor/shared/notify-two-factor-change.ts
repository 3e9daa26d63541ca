import type { Transaction } from "@/lib/data/database";
import type { UserRow } from "@/lib/data/users";
import type { TwoFactorChange } from "@/lib/domain/mail/mail-templates";
import type { Context } from "../../context";
import { notifyOwner } from "../../mail/shared/notify-owner";
import { originOf } from "../../mail/shared/queue-mail";

/** Notifies the owner of a two-factor change; `authenticator` is the name of the one concerned. */
export async function notifyTwoFactorChange(
  context: Context<"writing" | "secrets" | "mail">,
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
