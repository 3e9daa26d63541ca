import { removePendingForm } from "@/lib/data/pending-forms";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";

/** Removes a form of this session that the user has sent again. */
export async function removeForm(context: Context<"writing">, { id }: { id: string }): Promise<void> {
  const { sessionId } = authorizeUser(context, "sessions:log-out");
  await context.write((tx) => removePendingForm(tx, { id, sessionId }));
}
