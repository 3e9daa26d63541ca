import type { ServiceContext } from "@/lib/services/context";
import { logInInBrowser } from "@/lib/services/sessions/log-in-in-browser";
import type { BrowserEntry } from "@/lib/services/sessions/shared/issue-log-in-ticket";

/** The ticket of a log-in without two-factor authentication. */
export async function enterByPassword(
  context: ServiceContext,
  input: { identifier: string; password: string },
): Promise<BrowserEntry> {
  const outcome = await logInInBrowser(context, input);
  if (outcome.kind !== "entered") throw new Error("The log-in asked for a second factor.");
  return outcome.entry;
}
