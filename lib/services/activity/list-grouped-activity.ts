import { groupRepeats } from "@/lib/domain/users/group-repeats";
import type { ActivityEvent, GroupedActivity } from "@/lib/schemas/activity";
import { readGroups } from "../audit-log/shared/read-groups";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { readActivity } from "./shared/read-activity";

/** The events of your own account, newest first, with repeats of one event in a row as one group. */
export async function listGroupedActivity(
  context: Context<"reading">,
  window: { size: number; cursor?: string | undefined },
): Promise<GroupedActivity> {
  const { userId } = authorizeUser(context, "activity:read-own");
  return readGroups(({ size, cursor }) => readActivity(context, userId, { size, cursor }), groupEvents, window);
}

function groupEvents(events: readonly ActivityEvent[]) {
  return groupRepeats(events, ({ by, subject }) => `${by.kind} ${by.name} ${subject}`);
}
