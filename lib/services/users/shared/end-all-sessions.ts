import type { Transaction } from "@/lib/data/database";
import { audit } from "../../audit";
import type { Context } from "../../context";
import { logOutEverywhere } from "../../sessions/shared/log-out-everywhere";

/** Ends all sessions of another user; returns how many there were. */
export async function endAllSessions(
  context: Context<"writing">,
  tx: Transaction,
  { id }: { id: string },
): Promise<number> {
  const ended = await logOutEverywhere(tx, id);
  await audit(context, tx, "user.end_sessions", { targetId: id, details: { ended_sessions: ended } });
  return ended;
}
