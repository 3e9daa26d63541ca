import { createPendingForm } from "@/lib/data/pending-forms";
import { holdSession } from "@/lib/data/sessions";
import {
  PENDING_FORM_LENGTH_MAX,
  PENDING_FORM_MINUTES,
  PENDING_FORMS_PER_SESSION,
} from "@/lib/domain/sessions/pending-forms";
import type { PendingFormContent } from "@/lib/schemas/pending-forms";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { sealContent } from "./shared/pending-form-content";

/**
 * Keeps the fields of a form that needs re-authentication first, for this session only. The caller leaves secrets out.
 * Null when the form is too large or the session has ended.
 */
export async function keepForm(
  context: Context<"writing" | "secrets">,
  content: Omit<PendingFormContent, "result">,
): Promise<{ id: string } | null> {
  const { sessionId, userId } = authorizeUser(context, "sessions:log-out");
  if (JSON.stringify(content).length > PENDING_FORM_LENGTH_MAX) return null;
  const id = context.newId();
  const createdAt = context.now();
  const form = {
    id,
    sessionId,
    sealedContent: sealContent(context, id, { ...content, result: null }),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + PENDING_FORM_MINUTES * 60 * 1000),
  };
  return context.write(async (tx) => {
    if (!(await holdSession(tx, { id: sessionId, userId }))) return null;
    await createPendingForm(tx, form, PENDING_FORMS_PER_SESSION);
    return { id };
  });
}
