import { findMail, hurryMail } from "@/lib/data/mail";
import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";

/** Has a waiting mail tried again now. What was given up has forgotten its links and codes, and can't be. */
export async function retryMail(context: ServiceContext, { id }: { id: string }): Promise<Message> {
  authorize(context, "mail:administer");
  if ((await findMail(context.db, id)) === null) throw new AppError("not_found", "There is no such mail.");
  const hurried = await context.write(async (tx) => {
    const waits = await hurryMail(tx, id, context.now());
    if (waits) context.mailQueued(tx);
    return waits;
  });
  if (!hurried) throw new AppError("conflict", "This mail does not wait. What was given up has to be asked for again.");
  return { message: "It is tried again now." };
}
