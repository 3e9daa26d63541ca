import type { z } from "zod";
import type { PendingFormName } from "@/lib/domain/sessions/pending-forms";
import { safeNextPath } from "@/lib/domain/sessions/safe-next-path";
import { routes } from "@/lib/routes";
import { LOST_FORM, type PendingFormView } from "@/lib/schemas/pending-forms";
import type { ServiceContext } from "@/lib/services/context";
import { keepForm } from "@/lib/services/pending-forms/keep-form";
import { readPendingForm } from "@/lib/services/pending-forms/read-pending-form";
import { removeForm } from "@/lib/services/pending-forms/remove-form";
import { newPageContext, readPageContext } from "./page";
import type { SearchParams } from "./page-query";

/** The hidden field of a form that came back, with its id. */
export const PENDING_FORM_FIELD = "pending_form";

/** What happens to a form whose service requires recent authentication. */
export type Reauthentication<Schema extends z.ZodType> = {
  form: PendingFormName;
  /** The page of the form. */
  returnPath: string | ((input: z.output<Schema>) => string);
  /**
   * The fields that the server may keep. The names are an allowlist, so that no secret is kept: when a form has any other
   * field, it comes back filled in with these, and the user sends it again.
   */
  keeps: readonly Extract<keyof z.input<Schema>, string>[];
  /** Fields that concern only how the page sent the form. */
  drops?: readonly Extract<keyof z.input<Schema>, string>[];
};

/** Keeps the form, and gives the path of the page that asks for password and code. */
export async function pathOfConfirmation<Schema extends z.ZodType>(
  context: ServiceContext,
  { form, returnPath, keeps, drops = [] }: Reauthentication<Schema>,
  { fields: sent, input }: { fields: Record<string, unknown>; input: z.output<Schema> },
): Promise<string> {
  const path = typeof returnPath === "function" ? returnPath(input) : returnPath;
  const dropped = new Set<string>(drops);
  const names = Object.keys(sent).filter((name) => !dropped.has(name));
  const kept = new Set<string>(keeps);
  const fields: Record<string, string> = {};
  for (const name of names) {
    const value = sent[name];
    if (kept.has(name) && typeof value === "string") Object.defineProperty(fields, name, { value, enumerable: true });
  }
  const complete = Object.keys(fields).length === names.length;
  const pending = await keepForm(context, { form, returnPath: path, fields, complete });
  return routes.confirmPassword({ next: safeNextPath(path) ?? undefined, pending: pending?.id ?? LOST_FORM });
}

/** The form that came back to a page, or its result. */
export async function readReturnedForm({ pending }: SearchParams): Promise<PendingFormView | typeof LOST_FORM | null> {
  if (typeof pending !== "string") return null;
  if (pending === LOST_FORM) return LOST_FORM;
  const context = await readPageContext();
  return context.actor.kind === "user" ? readPendingForm(context, { id: pending }) : null;
}

/** Removes a form that came back and was now sent successfully. */
export async function removeReturnedForm(id: string): Promise<void> {
  // A new context, because the action may have rotated the session, or ended it.
  const context = await newPageContext();
  if (context.actor.kind === "user") await removeForm(context, { id });
}
