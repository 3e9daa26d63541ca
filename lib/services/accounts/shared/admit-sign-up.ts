import { askAdministrator } from "@/lib/domain/accounts/ask-administrator";
import type { EmailAddress } from "@/lib/domain/accounts/email-address";
import { signUpLimit } from "@/lib/domain/sessions/log-in-limits";
import { AppError } from "@/lib/errors";
import type { SignUpInput } from "@/lib/schemas/accounts";
import { refuseReservedUsername } from "./refuse-reserved-username";
import { authorize } from "../../authorize";
import type { Context } from "../../context";
import { checkInvitation, type CheckedInvitation } from "../../invitations/shared/check-invitation";
import { checked, countAttempt, type Budget } from "../../limit";

type SignUpAttempt = Omit<SignUpInput, "email"> & {
  email?: EmailAddress | undefined;
  invitation_token?: string | undefined;
};

export type AdmittedSignUp = {
  input: SignUpInput;
  invited: CheckedInvitation | null;
  /** The address has to be verified before the account is created. */
  needsVerification: boolean;
};

/**
 * Runs `work` when a sign-up is allowed: by its invitation, or by the server's sign-up mode, and within the rate limit of its
 * network. A sign-up that fails because of the server isn't counted.
 */
export async function admitSignUp<Result>(
  context: Context<"reading" | "limits" | "secrets">,
  attempt: SignUpAttempt,
  work: (admitted: AdmittedSignUp) => Promise<Result>,
): Promise<Result> {
  authorize(context, "accounts:sign-up");
  if (attempt.invitation_token === undefined) requireOpenSignUp(context);
  const budget: Budget = { name: "sign-up", key: context.request.network, ...signUpLimit };
  const counted = await countAttempt(context, { others: [budget] });
  return checked(counted, async () => work(await checkSignUp(context, attempt)));
}

async function checkSignUp(
  context: Context<"reading" | "limits" | "secrets">,
  { invitation_token: token, email, ...rest }: SignUpAttempt,
): Promise<AdmittedSignUp> {
  refuseReservedUsername(rest.username);
  const invited = token === undefined ? null : await checkInvitation(context, { token, email });
  const address = invited?.email ?? email;
  if (address === undefined)
    throw new AppError("validation", "email: Is required.", {
      fieldErrors: [{ path: ["email"], message: "Is required", type: "required" }],
    });
  return {
    input: { ...rest, full_name: rest.full_name ?? invited?.fullName ?? undefined, email: address },
    invited,
    needsVerification: context.settings.signUp === "verify" && invited?.verifiesEmail !== true,
  };
}

function requireOpenSignUp({ settings }: Context): void {
  switch (settings.signUp) {
    case "open":
    case "verify":
      return;
    case "invite":
      throw new AppError(
        "invitation_required",
        `You need an invitation to sign up here. ${askAdministrator("for one", settings.supportContact)}`,
      );
    case "closed":
      throw new AppError(
        "sign_up_closed",
        `Sign-up is closed. ${askAdministrator("for an account", settings.supportContact)}`,
      );
  }
}
