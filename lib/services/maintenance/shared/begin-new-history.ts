import { claimRollback } from "@/lib/data/installation";
import { endRolledBackAccess } from "@/lib/data/rolled-back-access";
import { STEPS_AHEAD } from "@/lib/domain/two-factor/clock-drift";
import { audit } from "../../audit";
import type { Context } from "../../context";

type NewHistory = { at: Date; ended: { ended_sessions: number; ended_links: number; ended_recovery_codes: number } };

/**
 * Ends everything that may have been used or ended after a restored backup was made, and begins a new history of the database,
 * of which no node has a mark. Null when another process was first.
 */
export async function beginNewHistory(
  context: Context<"writing" | "one-time-codes">,
  last: Date | null,
): Promise<NewHistory | null> {
  const now = context.now();
  return context.write(async (tx) => {
    if (!(await claimRollback(tx, { last, now }))) return null;
    // The latest step that can have been accepted.
    const totpStep = context.oneTimeCodes.stepAt(now) + STEPS_AHEAD;
    const { sessions, links, recoveryCodes } = await endRolledBackAccess(tx, { now, totpStep });
    const ended = { ended_sessions: sessions, ended_links: links, ended_recovery_codes: recoveryCodes };
    await audit(context, tx, "database.rolled_back", { targetId: null, details: ended });
    return { at: now, ended };
  });
}
