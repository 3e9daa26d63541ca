import { findAuditChain, type ChainCheck, type ChainTip } from "@/lib/data/audit-chain";
import { countUnsealedEvents } from "@/lib/data/audit-seals";
import { isJobRunning } from "@/lib/data/job-runs";
import type { AuditIntegrity, FaultKind } from "@/lib/schemas/audit-log";
import { lateBefore } from "./seal-events";
import type { Context } from "../../context";

const chainMissing = { kind: "head_changed", detail: "The chain tip is missing." } as const;

/** The result of the last check, and the number of events since; this doesn't read the log itself. */
export async function readIntegrityView(context: Context<"reading" | "audit-check-requests">): Promise<AuditIntegrity> {
  // Asked before the result is read: a check that ends in between must not look as if its result were still missing.
  const checking =
    context.auditCheckRequests.isWaiting() || (await isJobRunning(context.db, "verify-audit-log", context.now()));
  const chain = await findAuditChain(context.db);
  if (chain === null)
    return { checking, state: "broken", sealed: 0, pending: 0, checked_at: null, fault: chainMissing, anchor: null };
  return {
    checking,
    state: chain.checkedAt === null ? "unchecked" : chain.faultKind === null ? "intact" : "broken",
    sealed: chain.sealedCount,
    pending: await countUnsealedEvents(context.longReads, lateBefore(chain)),
    checked_at: chain.checkedAt?.toISOString() ?? null,
    fault: faultOf(chain),
    anchor: anchorOf(chain),
  };
}

export function anchorOf({ sealedCount, seal }: ChainTip): string | null {
  return sealedCount === 0 ? null : `${sealedCount}:${seal}`;
}

function faultOf({ faultKind, fault }: ChainCheck): AuditIntegrity["fault"] {
  // Only the check writes the column, with this type.
  return faultKind === null ? null : { kind: faultKind as FaultKind, detail: fault ?? "" };
}
