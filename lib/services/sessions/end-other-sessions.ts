import { holdSession } from "@/lib/data/sessions";
import { audit } from "../audit";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { logOutEverywhere } from "./shared/log-out-everywhere";
import { sessionEnded } from "./shared/rotate-session";

/** Ends all of your other sessions; trusted browsers are asked for a code again. */
export async function endOtherSessions(context: Context<"writing">): Promise<{ message: string; ended: number }> {
  const actor = authorizeUser(context, "sessions:manage-own");
  const ended = await context.write(async (tx) => {
    // A rotation that has replaced this session would otherwise lose its successor.
    if (!(await holdSession(tx, { id: actor.sessionId, userId: actor.userId }))) throw sessionEnded();
    const count = await logOutEverywhere(tx, actor.userId, { exceptSession: actor.sessionId });
    await audit(context, tx, "session.end_others", { details: { ended: count } });
    return count;
  });
  return { message: "All other sessions ended", ended };
}
