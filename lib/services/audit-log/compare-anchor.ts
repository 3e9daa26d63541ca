import { findAuditChain } from "@/lib/data/audit-chain";
import { findSeal } from "@/lib/data/audit-seals";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";

/** A sentence where the log is not the one whose anchor was noted down, or an earlier state of it; null where it is. */
export async function compareAnchor(
  context: ServiceContext,
  { sealed, seal }: { sealed: number; seal: string },
): Promise<string | null> {
  authorize(context, "audit:verify");
  const sealedNow = (await findAuditChain(context.db))?.sealedCount ?? 0;
  if (sealedNow < sealed)
    return `The end is cut off: ${sealed} events were sealed when the anchor was noted down, and ${sealedNow} are now.`;
  return (await findSeal(context.db, sealed))?.seal === seal
    ? null
    : `Seal ${sealed} is not the one that was noted down: the log was replaced or sealed anew.`;
}
