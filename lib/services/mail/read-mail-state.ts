import { findMailState, type MailState } from "@/lib/data/mail";
import { AppError } from "@/lib/errors";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";

/** How far a mail has come, and why no further. */
export async function readMailState(
  context: ServiceContext,
  { mailId }: { mailId: string },
): Promise<{ state: MailState; lastError: string | null }> {
  authorize(context, "mail:test");
  const found = await findMailState(context.db, mailId);
  if (found === null) throw new AppError("not_found", "There is no such mail.");
  return found;
}
