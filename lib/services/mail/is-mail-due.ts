import { listDueMail } from "@/lib/data/mail";
import { listDueMailRequests } from "@/lib/data/mail-requests";
import { authorize } from "../authorize";
import type { Context } from "../context";

/** Whether there is mail to send, or a request for one to answer. */
export async function isMailDue(context: Context<"reading">): Promise<boolean> {
  authorize(context, "mail:deliver");
  const now = context.now();
  if ((await listDueMail(context.db, now, 1)).length > 0) return true;
  return (await listDueMailRequests(context.db, now, 1)).length > 0;
}
