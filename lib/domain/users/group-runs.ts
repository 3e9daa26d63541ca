import type { AuditAction } from "./audit-actions";
import { groupRepeats, type RepeatedEvent } from "./group-repeats";
import type { BulkAction } from "./plan-bulk";

type RunEvent = { action: string; outcome: string; details: Readonly<Record<string, unknown>> };

/** The log has the run's own events before or after the event of the whole run. */
type Run = { side: "newer" | "older"; actions: readonly AuditAction[]; most: number };

const changed: Record<BulkAction, AuditAction> = {
  disable: "user.disable",
  enable: "user.enable",
  end_sessions: "user.end_sessions",
  require_password_change: "user.require_password_change",
  set_role: "role.change",
  delete: "user.delete",
  restore: "user.restore",
  invite: "invitation.create",
};

const undone: Partial<Record<BulkAction, AuditAction>> = {
  disable: "user.enable",
  enable: "user.disable",
  require_password_change: "user.waive_password_change",
  set_role: "role.change",
  delete: "user.restore",
  restore: "user.delete",
  invite: "invitation.revoke",
};

/**
 * Groups events, newest first: a run with the events of its accounts, and repeats in a row. Only the accounts' events
 * next to the run's event and by the same user belong to it, and no more than it names.
 */
export function groupRuns<Event extends RunEvent>(
  events: readonly Event[],
  doerOf: (event: Event) => string | null,
): RepeatedEvent<Event>[] {
  const groups: RepeatedEvent<Event>[] = [];
  let start = 0;
  for (const [index, event] of events.entries()) {
    const run = runOf(event);
    if (run === null || index < start) continue;
    const isPart = (other: Event | undefined): boolean =>
      other !== undefined &&
      other.outcome === "success" &&
      run.actions.some((action) => action === other.action) &&
      doerOf(other) === doerOf(event);
    let count = 0;
    const step = run.side === "newer" ? -1 : 1;
    while (count < run.most && index + step * (count + 1) >= start && isPart(events[index + step * (count + 1)]))
      count += 1;
    const [from, to] = run.side === "newer" ? [index - count, index] : [index, index + count];
    const [first = event, ...others] = events.slice(from, to + 1);
    groups.push(...groupRepeats(events.slice(start, from), doerOf), { events: [first, ...others], run: event });
    start = to + 1;
  }
  return [...groups, ...groupRepeats(events.slice(start), doerOf)];
}

function runOf({ action, outcome, details }: RunEvent): Run | null {
  if (outcome !== "success") return null;
  const most = (...names: string[]): number => names.reduce((sum, name) => sum + (Number(details[name]) || 0), 0);
  const part = (actions: Partial<Record<string, AuditAction>>): AuditAction[] => {
    const own = actions[String(details["change"])];
    return own === undefined ? [] : [own];
  };
  switch (action) {
    case "user.change_many":
      return { side: "newer", actions: part(changed), most: most("matched") };
    case "user.undo_many":
      return { side: "newer", actions: part(undone), most: most("changed") };
    case "user.import":
      return {
        side: "older",
        actions: ["account.import", "user.update", "role.change", "user.disable", "user.enable"],
        // An updated account can have an event for its profile, its role and its status.
        most: most("created") + 3 * most("updated"),
      };
    case "invitation.create_many":
      return { side: "newer", actions: ["invitation.create"], most: most("lines") };
    case "invitation.remind_many":
      return { side: "older", actions: ["invitation.renew"], most: most("reminded") };
    case "invitation.revoke_many":
      return { side: "older", actions: ["invitation.revoke"], most: most("revoked") };
    default:
      return null;
  }
}
