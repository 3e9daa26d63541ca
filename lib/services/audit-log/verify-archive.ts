import { monthBefore } from "@/lib/domain/audit-log/archive-months";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { readArchive } from "./shared/read-archive";

type Verified = { month: string | null; events: number; anchor: string | null; fault: string | null };

/** Verifies an archive file of the audit log, and that it contains the anchor that was recorded. */
export async function verifyArchive(
  context: Context<"reading" | "audit-archiving">,
  { file, expect }: { file: string; expect?: { sealed: number; seal: string } | undefined },
): Promise<Verified> {
  authorize(context, "audit:verify");
  const read = await readArchive(context, file, expect?.sealed);
  if (read === null)
    return { month: null, events: 0, anchor: null, fault: "It isn't a complete archive of an audit log." };
  const { endsAt, firstSequence, lastSequence, seal } = read.range;
  const isExpected = expect === undefined || read.wantedSeal === expect.seal;
  return {
    month: monthBefore(endsAt),
    events: lastSequence - firstSequence + 1,
    anchor: `${lastSequence}:${seal}`,
    fault: read.fault ?? (isExpected ? null : `Seal ${expect.sealed} isn't the one that was noted down.`),
  };
}
