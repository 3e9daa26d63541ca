import { listMail } from "@/lib/data/mail";
import type { OutboxMail } from "@/lib/schemas/outbox";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { toOutboxMail } from "./shared/mail-view";
import { requireLocalInbox } from "./shared/require-local-inbox";

const SHOWN_MAX = 50;

/** The newest mail of a development server. */
export async function listLocalMail(context: Context<"reading" | "mail">): Promise<OutboxMail[]> {
  authorize(context, "mail:read-locally");
  requireLocalInbox(context);
  const rows = await listMail(context.longReads, { state: "held", size: SHOWN_MAX });
  return Promise.all(rows.map((row) => toOutboxMail(context, row)));
}
