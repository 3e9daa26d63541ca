import { findArchiveOf } from "@/lib/data/audit-archives";
import { findAuditChain } from "@/lib/data/audit-chain";
import { findSeal } from "@/lib/data/audit-seals";
import { archiveFileName } from "@/lib/domain/audit-log/archive-months";
import { authorize } from "../authorize";
import type { Context } from "../context";

/** Describes why the log doesn't contain the sealed event that was recorded as an anchor; null when it does. */
export async function compareAnchor(
  context: Context<"reading">,
  { sealed, seal }: { sealed: number; seal: string },
): Promise<string | null> {
  authorize(context, "audit:verify");
  const sealedNow = (await findAuditChain(context.db))?.sealedCount ?? 0;
  if (sealedNow < sealed)
    return `The end is cut off: ${sealed} events were sealed when the anchor was noted down, and ${sealedNow} are sealed now.`;
  const archive = await findArchiveOf(context.db, sealed);
  if (archive !== null && archive.lastSequence !== sealed)
    return `Event ${sealed} is archived: compare the anchor with its file, by --archive ${archiveFileName(archive.endsAt)} --expect.`;
  return (archive ?? (await findSeal(context.db, sealed)))?.seal === seal
    ? null
    : `Seal ${sealed} isn't the one that was noted down: the log was replaced or sealed again.`;
}
