import { isAddressKept } from "@/lib/data/email-changes";
import { createPendingSignUp } from "@/lib/data/pending-sign-ups";
import { findCredentials, isUsernameTaken, type UserRow } from "@/lib/data/users";
import { VERIFICATION_LINK_HOURS } from "@/lib/domain/accounts/mailed-code";
import { routes } from "@/lib/routes";
import type { AdmittedSignUp } from "./admit-sign-up";
import { checkNewPassword } from "./check-new-password";
import { usernameTaken } from "../../account-state/create-account";
import type { Context } from "../../context";
import { whereMailIs } from "../../mail/shared/mail-way";
import { withMailBudget, newMailedProof } from "../../mail/shared/mailed-proof";
import { originOf, queueMail, queueNothing } from "../../mail/shared/queue-mail";

/**
 * Stores a sign-up until its address is verified. For an address with an account, the owner gets a mail instead, and
 * the reply, the hashes and the writes are the same. `asked` is the secret of the requesting browser: the code works
 * only there.
 */
export async function requestVerification(
  context: Context<"writing" | "random" | "limits" | "passwords" | "secrets" | "mail">,
  { input, invited }: AdmittedSignUp,
  asked: string | null,
): Promise<{ message: string }> {
  const { email, full_name: fullName = null, username = null, password } = input;
  const breachCheckDue = await checkNewPassword(
    context,
    password,
    { email: email.normalized, username, fullName, twoFactorSince: null },
    "password",
  );
  if (username !== null && (await isUsernameTaken(context.db, username))) throw usernameTaken();
  const passwordHash = await context.hasher.hash(password);
  const owner = await findCredentials(context.db, { normalizedEmail: email.normalized });
  const isKept = await isAddressKept(context.db, email.normalized, { exceptFor: null, now: context.now() });

  const id = context.newId();
  const linkMinutes = VERIFICATION_LINK_HOURS * 60;
  const { token, code, codeMinutes, kept, expiresAt } = newMailedProof(context, id, { linkMinutes });
  const mail = {
    template: "email-verification",
    to: email.address,
    props: { asked: originOf(context), linkMinutes, codeMinutes },
    secretProps: {
      link: context.settings.publicOrigin + routes.openVerification(token),
      code: asked === null ? null : code,
    },
    userId: null,
    expiresAt,
  } as const;
  await withMailBudget(context, "verification", email.normalized, (wanted) =>
    context.write(async (tx) => {
      const askedHash = asked === null ? null : context.hashSecretToken(asked);
      const signUp = {
        id,
        email: email.address,
        normalizedEmail: email.normalized,
        username,
        fullName: fullName || null,
        passwordHash,
        breachCheckDue,
        invitationHash: invited?.linkHash ?? null,
        askedHash,
      };
      // Stored for a taken address too; nothing can open it, because its secrets aren't mailed.
      await createPendingSignUp(tx, { ...signUp, ...kept }, context.now());
      if (!wanted) return;
      if (owner?.status === "active") await mailOwner(context, tx, owner);
      else if (owner !== null || isKept) await queueNothing(context, tx, mail);
      else await queueMail(context, tx, mail);
    }),
  );
  return {
    message: whereMailIs(context, {
      sent: `Check your inbox. We sent a link${asked === null ? "" : " and a code"} to verify your address.`,
      held: ["This server sends no mail.", "for the link that verifies your address"],
    }),
  };
}

async function mailOwner(
  context: Context<"writing" | "secrets" | "mail">,
  tx: Parameters<typeof queueMail>[1],
  owner: UserRow,
): Promise<void> {
  const { publicOrigin } = context.settings;
  await queueMail(context, tx, {
    template: "account-exists",
    to: owner.email,
    props: {
      name: owner.fullName,
      asked: originOf(context),
      logInUrl: publicOrigin + routes.logIn(),
      forgotPasswordUrl: publicOrigin + routes.forgotPassword(),
    },
    secretProps: {},
    userId: owner.id,
  });
}
