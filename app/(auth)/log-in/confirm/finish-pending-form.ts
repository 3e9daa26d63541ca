import { redirect } from "next/navigation";
import type { FormState } from "@/components/ui/form-state";
import { idleActionState } from "@/lib/action-state";
import { routes, withPendingForm } from "@/lib/routes";
import { LOST_FORM, type PendingFormResult } from "@/lib/schemas/pending-forms";
import { claimForm } from "@/lib/services/pending-forms/claim-form";
import { settleForm } from "@/lib/services/pending-forms/settle-form";
import { newPageContext } from "@/lib/web/pages/page";
import { pendingActions } from "./pending-actions";

type Shown = { message: string; secrets: readonly string[] };

/**
 * After the re-authentication: does the action of the form that waited for it, once, and opens the form's page. A form
 * whose secret was left out comes back filled in. A new secret is returned, because it is shown once and never stored.
 */
export async function finishPendingForm(id: string, next: string | null): Promise<Shown> {
  const claim = await claimForm(await newPageContext(), { id });
  if (claim.kind === "gone") redirect(withPendingForm(next ?? routes.account(), LOST_FORM));
  const { content } = claim;
  const page = withPendingForm(content.returnPath, id);
  if (claim.kind !== "claimed") redirect(page);

  const action = await pendingActions[content.form]();
  const form = new FormData();
  for (const [name, value] of Object.entries(content.fields)) form.set(name, value);
  // The action authenticates and authorises again, as for any form.
  const state = await action(idleActionState, form);
  if (state.status === "done" && state.secrets !== undefined && state.secrets.length > 0)
    return { message: state.message ?? "", secrets: state.secrets };
  const context = await newPageContext();
  // The action may have ended the session.
  if (context.actor.kind === "user") await settleForm(context, { id, content, result: resultOf(state) });
  redirect(page);
}

function resultOf(state: FormState): PendingFormResult {
  if (state.status !== "refused")
    return { status: "done", message: ("message" in state ? state.message : undefined) ?? "Done.", fieldErrors: {} };
  const { message, fieldErrors, code, requestId } = state;
  const reference = code === "internal" && requestId !== undefined ? ` Request ID: ${requestId}.` : "";
  return { status: "refused", message: `${message}${reference}`, fieldErrors };
}
