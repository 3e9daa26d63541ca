import { findPendingForm } from "@/lib/data/pending-forms";
import type { PendingFormView } from "@/lib/schemas/pending-forms";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { openContent } from "./shared/pending-form-content";

/** A form that waits in this session, or its result. Null when it is unknown, expired, or being done at the moment. */
export async function readPendingForm(
  context: Context<"reading" | "secrets">,
  { id }: { id: string },
): Promise<PendingFormView | null> {
  const { sessionId } = authorizeUser(context, "sessions:log-out");
  const row = await findPendingForm(context.db, { id, sessionId }, context.now());
  const content = row && openContent(context, id, row.sealedContent);
  if (content === null || (row?.claimedAt !== null && content.result === null)) return null;
  return { id, ...content };
}
