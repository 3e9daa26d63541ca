/** What the secrets of a mail are bound to, so that they open for no other row. */
export function sealedFor(mailId: string): string {
  return `outbox:${mailId}`;
}
