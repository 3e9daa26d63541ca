import { createAuditEvent } from "@/lib/data/audit-events";
import type { Transaction } from "@/lib/data/database";
import type { AuditAction } from "@/lib/domain/users/audit-actions";
import type { ServiceContext } from "./context";

type AuditFacts = {
  outcome?: "success" | "failure";
  /** Whose account it is about; the actor's own where nothing is said. */
  targetId?: string | null;
  actorId?: string | null;
  sessionId?: string | null;
  details?: Record<string, AuditDetail | Readonly<Record<string, AuditDetail>>>;
};

type AuditDetail = string | number | boolean | null | readonly string[];

/** Writes what happened in the transaction of what it records; the facts must hold no secret. */
export async function audit(
  context: ServiceContext,
  tx: Transaction,
  action: AuditAction,
  facts: AuditFacts = {},
): Promise<void> {
  const actor = context.actor.kind === "user" ? context.actor : null;
  const targetId = facts.targetId === undefined ? (actor?.userId ?? null) : facts.targetId;
  const event = {
    id: context.newId(),
    action,
    outcome: facts.outcome ?? "success",
    actorId: facts.actorId === undefined ? (actor?.userId ?? null) : facts.actorId,
    targetId,
    sessionId: facts.sessionId ?? actor?.sessionId ?? null,
    address: context.request.address,
    userAgent: context.request.userAgent?.slice(0, 500) ?? null,
    requestId: context.request.id,
    details: JSON.stringify(facts.details ?? {}),
  } as const;
  await createAuditEvent(tx, event, context.now());
}
