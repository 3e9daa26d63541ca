/** The start of a month in UTC, so many months after the one of a time. */
export function startOfMonth(at: Date, monthsLater = 0): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + monthsLater, 1));
}

/** The month that ends at a time, such as 2026-10. */
export function monthBefore(endsAt: Date): string {
  return startOfMonth(endsAt, -1).toISOString().slice(0, 7);
}

export function archiveFileName(endsAt: Date): string {
  return `audit-log-${monthBefore(endsAt)}.jsonl`;
}
