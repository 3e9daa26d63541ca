"use server";

import { redirect } from "next/navigation";
import { withCodeError } from "@/components/two-factor/with-code-error";
import { keepValues, type FormStateAction } from "@/components/ui/form-state";
import { startBrowserSession } from "@/lib/auth/browser-session";
import { readSecretCookie, removeSecretCookie, writeSecretCookie } from "@/lib/auth/cookies";
import { profileFieldNames } from "@/lib/domain/users/profile-fields";
import { routes } from "@/lib/routes";
import { acceptInvitationSchema } from "@/lib/schemas/invitations";
import { newPasswordSchema } from "@/lib/schemas/recovery";
import { signUpInBrowser } from "@/lib/services/accounts/sign-up-in-browser";
import { acceptAccountInvitationInBrowser } from "@/lib/services/invitations/accept-account-invitation-in-browser";
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
    redirect(routes.accountAfter("sign-up"));
  },
);

export const acceptInvitationAction = keepValues(accept, profileFieldNames);

const setFirstPassword = action(
  newPasswordSchema,
  async (context, input) =>
    acceptAccountInvitationInBrowser(context, { ...input, token: (await readSecretCookie("invitation")) ?? "" }),
  async (entry) => {
    await removeSecretCookie("invitation");
    if (entry === null) redirect(routes.logInAfter("first-password"));
    await startBrowserSession(entry);
    redirect(routes.accountAfter("first-password"));
  },
);

export const setFirstPasswordAction: FormStateAction = async (previous, form) =>
  withCodeError(await setFirstPassword(previous, form), form);
