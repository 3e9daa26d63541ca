import { findInvitation } from "@/lib/data/invitations";
import type { InvitationView } from "@/lib/schemas/invitations";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { noSuchInvitation, toInvitationView } from "./shared/invitation-view";

export async function getInvitation(context: Context<"reading">, { id }: { id: string }): Promise<InvitationView> {
  authorize(context, "users:invite");
  const invitation = await findInvitation(context.db, id);
  if (invitation === null) throw noSuchInvitation();
  return toInvitationView(context.db, invitation, context.now());
}
