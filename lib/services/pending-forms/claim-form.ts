import { claimPendingForm, findPendingForm } from "@/lib/data/pending-forms";
import { isResent } from "@/lib/domain/sessions/pending-forms";
import type { PendingFormContent } from "@/lib/schemas/pending-forms";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { openContent } from "./shared/pending-form-content";

/**
 * `claimed` for one caller only, who then does the form's action. `taken` for all others; `incomplete` when a field was left
 * out or its page shows the secret, so that the form has to be sent again; `gone` when it is unknown or expired.
 */
export type PendingFormClaim =
  | { kind: "claimed" | "taken" | "incomplete"; content: PendingFormContent }
  | { kind: "gone" };

/** Claims a form after the re-authentication. */
export async function claimForm(
  context: Context<"writing" | "secrets">,
  { id }: { id: string },
): Promise<PendingFormClaim> {
  const { sessionId } = authorizeUser(context, "sessions:log-out");
  const row = await findPendingForm(context.db, { id, sessionId }, context.now());
  const content = row && openContent(context, id, row.sealedContent);
  if (content === null) return { kind: "gone" };
  if (!content.complete || isResent(content.form)) return { kind: "incomplete", content };
  const isClaimed = await context.write((tx) => claimPendingForm(tx, { id, sessionId }, context.now()));
  return { kind: isClaimed ? "claimed" : "taken", content };
}
