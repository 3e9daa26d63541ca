import { countActiveAdministrators, markUserDeleted } from "@/lib/data/users";
import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { ServiceContext } from "../context";
import { logOutEverywhere } from "../sessions/log-out-everywhere";
import { requireActiveActor } from "../users/shared/manage-user";

/** Deletes one's own account: signed out everywhere at once, purged after 30 days. The last administrator has to stay. */
export async function deleteAccount(context: ServiceContext): Promise<Message> {
  const actor = authorizeUser(context, "accounts:delete-own");
  requireRecentAuthentication(context, actor);
  await context.write(
    async (tx) => {
      // As the transaction sees them: whoever was disabled or promoted a moment ago is that.
      const acting = await requireActiveActor(tx, actor);
      await markUserDeleted(tx, acting.id, context.now());
      // Counted after the change and in its transaction, so that two who leave at once can't both be the last but one.
      if (acting.role === "admin" && (await countActiveAdministrators(tx)) === 0) {
        throw new AppError("conflict", "You are the last administrator. Make somebody else one first.");
      }
      await logOutEverywhere(tx, actor.userId);
      await audit(context, tx, "account.delete");
    },
    { serializable: true },
  );
  return { message: "Account deleted" };
}
