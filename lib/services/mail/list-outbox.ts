import { countMail, listMail, type MailFilter } from "@/lib/data/mail";
import type { Outbox, OutboxQuery } from "@/lib/schemas/outbox";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { toOutboxMail } from "./shared/mail-view";
import { findMatchingUsers } from "../users/shared/matching-users";

/** The outbox, newest first, and how many of these mails are in each state. */
export async function listOutbox(
  context: Context<"reading" | "mail">,
  { state, q, template, user_id: userId, before, size }: OutboxQuery,
): Promise<Outbox> {
  authorize(context, "mail:administer");
  const matching = q === undefined || q.trim() === "" ? undefined : await findMatchingUsers(context, q.trim());
  const filter: MailFilter = { template, userId, matching };
  // One row more than the page shows whether there is a next page.
  const [rows, counts] = await Promise.all([
    listMail(context.longReads, { ...filter, state, before, size: size + 1 }),
    countMail(context.longReads, filter),
  ]);
  const shown = rows.slice(0, size);
  return {
    items: await Promise.all(shown.map((row) => toOutboxMail(context, row))),
    next: rows.length > size ? (shown.at(-1)?.id ?? null) : null,
    counts,
    transport: context.mailer.transport,
  };
}
