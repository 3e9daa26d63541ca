import { lockInstallation } from "@/lib/data/installation";
import { claimSetupLink } from "@/lib/data/setup-links";
import { countActiveAdministrators } from "@/lib/data/users";
import { AppError } from "@/lib/errors";
import type { SignUpInput } from "@/lib/schemas/accounts";
import { createAccountWithPassword } from "../accounts/shared/create-account-with-password";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { isSetupOpen } from "./shared/is-setup-open";
import { issueLogInTicket, type BrowserEntry } from "../sessions/shared/issue-log-in-ticket";

const refusal = (): AppError =>
  new AppError(
    "invalid_link",
    "This set-up link was already used or was replaced. Restart the server to get a new one.",
  );

/**
 * Creates the first administrator, for the holder of the set-up link. Of concurrent requests
 * one succeeds.
 */
export async function createAdministrator(
  context: Context<"writing" | "passwords" | "secrets" | "setup-link">,
  { token, ...input }: SignUpInput & { token: string },
): Promise<BrowserEntry> {
  authorize(context, "setup:use");
  // Before the expensive hash; the claim below decides.
  if (!(await isSetupOpen(context, token))) throw refusal();
  const entry = await createAccountWithPassword(context, input, {
    role: "admin",
    origin: { action: "account.set_up" },
    before: lockInstallation,
    after: async (tx, user) => {
      const claimed = await claimSetupLink(tx, context.hashSecretToken(token), context.now());
      // Under the lock a second request sees the first one's administrator, also with another link.
      if (!claimed || (await countActiveAdministrators(tx)) !== 1) throw refusal();
      return issueLogInTicket(context, tx, user);
    },
  });
  context.setupLinkFile.remove();
  return entry;
}
