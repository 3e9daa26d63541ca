import type { Activity, ActivityQuery } from "@/lib/schemas/activity";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { readActivity } from "./shared/read-activity";

/** The events of your own account, newest first: your own actions, attempts by others and changes by administrators. */
export async function listActivity(context: Context<"reading">, query: ActivityQuery): Promise<Activity> {
  const actor = authorizeUser(context, "activity:read-own");
  return readActivity(context, actor.userId, query);
}
