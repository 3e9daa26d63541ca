"use server";

import { revalidatePath } from "next/cache";
import { routes } from "@/lib/routes";
import { invitationIdSchema } from "@/lib/schemas/invitations";
import { renewInvitation } from "@/lib/services/invitations/renew-invitation";
import { revokeInvitation } from "@/lib/services/invitations/revoke-invitation";
import { action } from "@/lib/web/pages/action";

export const renewInvitationAction = action(
  invitationIdSchema,
  renewInvitation,
  async ({ message, link }, { id }) => {
    revalidatePath(routes.administeredInvitation(id));
    return { message, secrets: [link] };
  },
  {
    reauthentication: {
      form: "renew-invitation",
      returnPath: ({ id }) => routes.administeredInvitation(id),
      keeps: ["id"],
    },
  },
);

export const revokeInvitationAction = action(invitationIdSchema, revokeInvitation, async (_message, { id }) => {
  revalidatePath(routes.administeredInvitation(id));
  return "Invitation revoked. Its link no longer works.";
});
