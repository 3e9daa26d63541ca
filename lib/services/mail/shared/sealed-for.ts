/** The record that a mail's secrets are bound to, so that they open for no other row. */
export function sealedFor(mailId: string): string {
  return `outbox:${mailId}`;
}
