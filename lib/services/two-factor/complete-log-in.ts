import type { Role } from "@/lib/domain/users/roles";
import type { CompleteLogInInput } from "@/lib/schemas/two-factor";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { answerChallenge } from "./shared/challenge";
import { countLogIn } from "../sessions/shared/count-log-in";
import { issueLogInTicket, type BrowserEntry } from "../sessions/shared/issue-log-in-ticket";

type CompletedLogIn = {
  entry: BrowserEntry;
  mustChangePassword: boolean;
  role: Role;
  recoveryCodesLeft: number | null;
};

/** The second half of a browser log-in: claims challenge and code together, and issues the ticket. */
export async function completeLogIn(
  context: Context<"writing" | "limits" | "background" | "secrets" | "one-time-codes" | "mail">,
  input: CompleteLogInInput & { challenge: string },
): Promise<CompletedLogIn> {
  authorize(context, "sessions:start");
  return countLogIn(context, () => complete(context, input));
}

async function complete(
  context: Context<"writing" | "limits" | "background" | "secrets" | "one-time-codes" | "mail">,
  { challenge, trust_browser: trustsBrowser, otp, recovery_code }: CompleteLogInInput & { challenge: string },
): Promise<CompletedLogIn> {
  const { user, proof } = await answerChallenge(context, { token: challenge, kind: "browser", otp, recovery_code });
  return context.write(async (tx) => {
    const { recoveryCodesLeft } = await proof.claim(tx);
    const entry = await issueLogInTicket(context, tx, user, { secondFactor: proof.method, trustsBrowser });
    return { entry, mustChangePassword: user.mustChangePassword, role: user.role, recoveryCodesLeft };
  });
}
