"use server";

import { redirect } from "next/navigation";
import { keepValues } from "@/components/ui/form-state";
import { startBrowserSession } from "@/lib/auth/browser-session";
import { readSecretCookie, removeSecretCookie, writeSecretCookie } from "@/lib/auth/cookies";
import { profileFieldNames } from "@/lib/domain/users/profile-fields";
import { routes } from "@/lib/routes";
import { acceptInvitationSchema } from "@/lib/schemas/invitations";
import { signUpInBrowser } from "@/lib/services/accounts/sign-up-in-browser";
import { action } from "@/lib/web/pages/action";

const accept = action(
  acceptInvitationSchema,
  // Without the cookie no link matches, and the service refuses.
  async (context, input) =>
    signUpInBrowser(context, { ...input, invitation_token: (await readSecretCookie("invitation")) ?? "" }),
  async (outcome) => {
    if (outcome.kind === "pending") {
      await writeSecretCookie("asked", outcome.asked);
      redirect(routes.verifyEmail());
    }
    await startBrowserSession(outcome.entry);
    await removeSecretCookie("invitation");
    redirect(routes.account());
  },
);

export const acceptInvitationAction = keepValues(accept, profileFieldNames);
