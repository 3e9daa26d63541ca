import { listActivity as findActivity } from "@/lib/data/audit-events";
import { describeDevice } from "@/lib/domain/sessions/describe-device";
import { auditActions } from "@/lib/domain/users/audit-actions";
import type { Activity, ActivityQuery } from "@/lib/schemas/activity";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";

/** The events of your own account, newest first: your own actions and attempts by others. */
export async function listActivity(context: Context<"reading">, { size }: ActivityQuery): Promise<Activity> {
  const actor = authorizeUser(context, "activity:read-own");
  const events = await findActivity(context.db, actor.userId, size);
  return {
    items: events.map((event) => ({
      id: event.id,
      at: event.at.toISOString(),
      action: event.action,
      description: auditActions[event.action],
      outcome: event.outcome,
      device: describeDevice(event.userAgent),
      address: event.address,
    })),
  };
}
