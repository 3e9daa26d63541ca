import { countMail, listMail } from "@/lib/data/mail";
import type { Outbox, OutboxQuery } from "@/lib/schemas/outbox";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { toOutboxMail } from "./shared/mail-view";

/** The outbox, newest first. */
export async function listOutbox(
  context: Context<"reading" | "mail">,
  { state, before, size }: OutboxQuery,
): Promise<Outbox> {
  authorize(context, "mail:administer");
  // One row more than the page shows whether there is a next page.
  const [rows, counts] = await Promise.all([
    listMail(context.db, { state, before, size: size + 1 }),
    countMail(context.longReads),
  ]);
  const shown = rows.slice(0, size);
  return {
    items: shown.map(toOutboxMail),
    next: rows.length > size ? (shown.at(-1)?.id ?? null) : null,
    counts,
    transport: context.mailer.transport,
  };
}
