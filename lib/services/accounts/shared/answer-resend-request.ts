import { claimMailRequest } from "@/lib/data/mail-requests";
import { findPendingSignUp, renewPendingSignUp, type PendingSignUpRow } from "@/lib/data/pending-sign-ups";
import { findCredentials } from "@/lib/data/users";
import { VERIFICATION_LINK_HOURS } from "@/lib/domain/accounts/mailed-code";
import { routes } from "@/lib/routes";
import type { Context } from "../../context";
import type { StoredMailRequest } from "../../mail/shared/mail-request";
import { withMailBudget, newMailedProof } from "../../mail/shared/mailed-proof";
import { originOf, queueMail } from "../../mail/shared/queue-mail";

type Answering = Context<"writing" | "random" | "limits" | "secrets" | "mail">;

/** Mails a new link and code for the browser's sign-up, if it has one. The request is removed in the same transaction. */
export async function answerResendRequest(context: Answering, request: StoredMailRequest): Promise<void> {
  const pending = await findOpenSignUp(context, request.askedHash);
  if (pending === null) return removeRequest(context, request);
  await withMailBudget(context, "verification", pending.normalizedEmail, (wanted) =>
    wanted ? mailAgain(context, request, pending) : removeRequest(context, request),
  );
}

async function findOpenSignUp(context: Answering, askedHash: string | null): Promise<PendingSignUpRow | null> {
  if (askedHash === null) return null;
  const pending = await findPendingSignUp(context.db, { askedHash }, context.now());
  if (pending === null) return null;
  const owner = await findCredentials(context.db, { normalizedEmail: pending.normalizedEmail });
  return owner === null ? pending : null;
}

async function mailAgain(context: Answering, { id }: StoredMailRequest, pending: PendingSignUpRow): Promise<void> {
  const linkMinutes = VERIFICATION_LINK_HOURS * 60;
  const { token, code, codeMinutes, kept, expiresAt } = newMailedProof(context, pending.id, { linkMinutes });
  await context.write(async (tx) => {
    if (!(await claimMailRequest(tx, id)) || !(await renewPendingSignUp(tx, pending.id, kept))) return;
    await queueMail(context, tx, {
      template: "email-verification",
      to: pending.email,
      props: { asked: originOf(context), linkMinutes, codeMinutes },
      secretProps: { link: context.settings.publicOrigin + routes.openVerification(token), code },
      userId: null,
      expiresAt,
    });
  });
}

async function removeRequest(context: Answering, { id }: StoredMailRequest): Promise<void> {
  await context.write((tx) => claimMailRequest(tx, id));
}
