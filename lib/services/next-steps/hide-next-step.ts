import { listHiddenSteps, writeHiddenSteps } from "@/lib/data/next-steps";
import type { StepName } from "@/lib/domain/users/next-steps";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";

/** One of your next steps is no longer shown, done or not. */
export async function hideNextStep(context: Context<"writing">, { step }: { step: StepName }): Promise<void> {
  const { userId } = authorizeUser(context, "accounts:change-own");
  await context.write(async (tx) => {
    const hidden = await listHiddenSteps(tx, userId);
    await writeHiddenSteps(tx, userId, [...new Set([...hidden, step])]);
  });
}
