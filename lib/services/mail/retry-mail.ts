import { findMail, hurryMail } from "@/lib/data/mail";
import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { authorize } from "../authorize";
import type { Context } from "../context";

/** Makes a queued mail due now. Failed mail can't be retried, because its links and codes are deleted. */
export async function retryMail(context: Context<"writing" | "mail">, { id }: { id: string }): Promise<Message> {
  authorize(context, "mail:administer");
  if ((await findMail(context.db, id)) === null) throw new AppError("not_found", "There is no such mail.");
  const hurried = await context.write(async (tx) => {
    const waits = await hurryMail(tx, id, context.now());
    if (waits) context.mailQueued(tx);
    return waits;
  });
  if (!hurried)
    throw new AppError("conflict", "This mail isn't waiting. A mail that failed for good has to be requested again.");
  return { message: "The mail will be sent now." };
}
