import { endSession as removeSession } from "@/lib/data/sessions";
import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { audit } from "../audit";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";

/** Ends one of your own sessions; other users' sessions count as unknown. */
export async function endSession(context: Context<"writing">, { id }: { id: string }): Promise<Message> {
  const actor = authorizeUser(context, "sessions:manage-own");
  const ended = await context.write(async (tx) => {
    if (!(await removeSession(tx, { id, userId: actor.userId }))) return false;
    await audit(context, tx, "session.end", { details: { ended_session: id } });
    return true;
  });
  if (!ended) throw new AppError("not_found", "There is no such session.");
  return { message: "Session ended" };
}
