import { createAuditEvents, type NewAuditEvent } from "@/lib/data/audit-events";
import type { Transaction } from "@/lib/data/database";
import type { AuditAction } from "@/lib/domain/users/audit-actions";
import type { AuditDetails } from "@/lib/schemas/audit-details";
import type { Context } from "./context";

type AuditFacts = {
  outcome?: "success" | "failure";
  /** The account that the event is about; by default the actor's own. */
  targetId?: string | null;
  actorId?: string | null;
  sessionId?: string | null;
};

// The facts may be left out where the action's details may be empty.
type Facts<Action extends AuditAction> =
  Record<string, never> extends AuditDetails[Action]
    ? [facts?: AuditFacts & { details?: AuditDetails[Action] }]
    : [facts: AuditFacts & { details: AuditDetails[Action] }];

/** Writes an audit event in the transaction of the change that it records. */
export async function audit<Action extends AuditAction>(
  context: Context<"writing">,
  tx: Transaction,
  action: Action,
  ...[facts]: Facts<Action>
): Promise<void> {
  await createAuditEvents(tx, [eventOf(context, action, facts ?? {})], context.now());
}

/** Writes an event for each of many accounts, in few statements. */
export async function auditEach<Action extends AuditAction>(
  context: Context<"writing">,
  tx: Transaction,
  action: Action,
  facts: readonly (AuditFacts & { details: AuditDetails[Action] })[],
): Promise<void> {
  await createAuditEvents(
    tx,
    facts.map((given) => eventOf(context, action, given)),
    context.now(),
  );
}

function eventOf<Action extends AuditAction>(
  context: Context<"writing">,
  action: Action,
  given: AuditFacts & { details?: AuditDetails[Action] },
): NewAuditEvent {
  const actor = context.actor.kind === "user" ? context.actor : null;
  const targetId = given.targetId === undefined ? (actor?.userId ?? null) : given.targetId;
  return {
    id: context.newId(),
    action,
    outcome: given.outcome ?? "success",
    actorId: given.actorId === undefined ? (actor?.userId ?? null) : given.actorId,
    targetId,
    sessionId: given.sessionId ?? actor?.sessionId ?? null,
    address: context.request.address,
    userAgent: context.request.userAgent?.slice(0, 500) ?? null,
    requestId: context.request.id,
    details: JSON.stringify(given.details ?? {}),
  };
}
