import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { endAllSessions } from "./shared/end-all-sessions";
import { manage } from "./shared/manage-user";

/** Ends all sessions of a user, with trusted browsers and unfinished log-ins. */
export async function endUserSessions(
  context: Context<"writing">,
  { id }: { id: string },
): Promise<{ message: string; ended: number }> {
  const actor = authorizeUser(context, "users:end-sessions");
  const ended = await manage(context, actor, { id, actions: ["end-sessions"] }, (tx, target) =>
    endAllSessions(context, tx, target),
  );
  return { message: "All sessions ended", ended };
}
