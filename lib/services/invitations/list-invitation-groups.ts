import { listInvitationRuns } from "@/lib/data/invitations";
import { authorize } from "../authorize";
import type { Context } from "../context";

const GROUPS_MAX = 5;

export type InvitationGroup = { run_id: string; total: number; accepted: number; created_at: string };

/** The newest groups of users that were invited together, of more than one user each. */
export async function listInvitationGroups(context: Context<"reading">): Promise<InvitationGroup[]> {
  authorize(context, "users:invite");
  const runs = await listInvitationRuns(context.longReads, 4 * GROUPS_MAX);
  return runs
    .filter(({ total }) => total > 1)
    .slice(0, GROUPS_MAX)
    .map(({ runId, total, used, createdAt }) => ({
      run_id: runId,
      total,
      accepted: used,
      created_at: createdAt.toISOString(),
    }));
}
