import { authorize } from "../authorize";
import type { Context } from "../context";
import { isSetupOpen } from "./shared/is-setup-open";

/** Whether the set-up page shows its form for this link. */
export async function readSetup(
  context: Context<"reading" | "secrets">,
  { token }: { token: string | null },
): Promise<{ open: boolean }> {
  authorize(context, "setup:use");
  return { open: token !== null && (await isSetupOpen(context, token)) };
}
