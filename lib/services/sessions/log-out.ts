import { endSession } from "@/lib/data/sessions";
import type { Message } from "@/lib/schemas/accounts";
import { audit } from "../audit";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";

/** Ends the current session. */
export async function logOut(context: Context<"writing">): Promise<Message> {
  const actor = authorizeUser(context, "sessions:log-out");
  await context.write(async (tx) => {
    if (await endSession(tx, { id: actor.sessionId, userId: actor.userId }))
      await audit(context, tx, "session.log_out");
  });
  return { message: "Logged out" };
}
