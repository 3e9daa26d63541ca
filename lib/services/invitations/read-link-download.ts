import { listLinkDownloads } from "@/lib/data/audit-events";
import { findNames } from "@/lib/data/managed-users";
import { authorize } from "../authorize";
import type { Context } from "../context";

const SEARCHED_MAX = 200;

/** Who downloaded the links of a run last, and when; null when nobody did, or it was long ago. */
export async function readLinkDownload(
  context: Context<"reading">,
  { run_id: runId }: { run_id: string },
): Promise<{ by: string | null; at: string } | null> {
  authorize(context, "users:invite");
  const found = (await listLinkDownloads(context.db, SEARCHED_MAX)).find(({ details }) => gaveOut(details, runId));
  if (found === undefined) return null;
  const names = found.actorId === null ? null : await findNames(context.db, [found.actorId]);
  const person = found.actorId === null ? undefined : names?.get(found.actorId);
  return { by: person?.fullName ?? person?.email ?? null, at: found.at.toISOString() };
}

/** Whether a download of that run, or of all runs, had links. */
function gaveOut(details: string, runId: string): boolean {
  const { run, links }: { run?: unknown; links?: unknown } = JSON.parse(details);
  return (run === runId || run === null) && typeof links === "number" && links > 0;
}
