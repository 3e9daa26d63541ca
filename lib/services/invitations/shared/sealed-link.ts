import type { Context } from "../../context";

const boundTo = (invitationId: string): string => `invitation:${invitationId}`;

/** A link that waits to be downloaded, sealed and bound to its invitation. */
export function sealLink({ secretBox }: Context<"secrets">, invitationId: string, link: string): string {
  return secretBox.seal(link, boundTo(invitationId));
}

/** Null when it doesn't open. */
export function openLink({ secretBox }: Context<"secrets">, invitationId: string, sealed: string): string | null {
  return secretBox.open(sealed, boundTo(invitationId));
}
