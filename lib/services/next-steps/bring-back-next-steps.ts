import { hideNextSteps } from "@/lib/data/next-steps";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";

/** Your next steps are shown again. */
export async function bringBackNextSteps(context: Context<"writing">): Promise<void> {
  const { userId } = authorizeUser(context, "accounts:change-own");
  await context.write((tx) => hideNextSteps(tx, userId, null));
}
