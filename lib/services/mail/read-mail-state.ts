import { findMailState, type MailState } from "@/lib/data/mail";
import { AppError } from "@/lib/errors";
import { authorize } from "../authorize";
import type { Context } from "../context";

/** A mail's delivery state, and its last error. */
export async function readMailState(
  context: Context<"reading">,
  { mailId }: { mailId: string },
): Promise<{ state: MailState; lastError: string | null }> {
  authorize(context, "mail:test");
  const found = await findMailState(context.db, mailId);
  if (found === null) throw new AppError("not_found", "There is no such mail.");
  return found;
}
