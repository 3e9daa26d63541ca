import { hideNextSteps } from "@/lib/data/next-steps";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";

/** Your next steps are no longer shown, done or not. */
export async function putAwayNextSteps(context: Context<"writing">): Promise<void> {
  const { userId } = authorizeUser(context, "accounts:change-own");
  await context.write((tx) => hideNextSteps(tx, userId, context.now()));
}
