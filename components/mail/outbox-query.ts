import type { OutboxQuery } from "@/lib/schemas/outbox";

/** The query parameters after `changes`. Every change returns to the newest mail. */
export function outboxQuery(
  { q, template, state, user_id }: OutboxQuery,
  changes: Partial<Record<keyof OutboxQuery, string | undefined>> = {},
): Record<string, string | undefined> {
  return { q, template, state, user_id, ...changes };
}
