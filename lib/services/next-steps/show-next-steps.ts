import { listHiddenSteps, writeHiddenSteps } from "@/lib/data/next-steps";
import type { StepName } from "@/lib/domain/users/next-steps";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";

/** A hidden step, or without its name all of them, is shown again. */
export async function showNextSteps(
  context: Context<"writing">,
  { step }: { step?: StepName | undefined },
): Promise<void> {
  const { userId } = authorizeUser(context, "accounts:change-own");
  await context.write(async (tx) => {
    const hidden = step === undefined ? [] : await listHiddenSteps(tx, userId);
    await writeHiddenSteps(
      tx,
      userId,
      hidden.filter((name) => name !== step),
    );
  });
}
