import type { LogInInput, Tokens } from "@/lib/schemas/sessions";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { countLogIn } from "./shared/count-log-in";
import { grantByChallenge } from "./shared/grant-by-challenge";
import { grantByPassword } from "./shared/grant-by-password";

/** Logs an API client in with email or username and password, or with the code for a challenge. */
export async function logIn(
  context: Context<
    "writing" | "limits" | "background" | "passwords" | "secrets" | "access-tokens" | "one-time-codes" | "mail"
  >,
  input: LogInInput,
): Promise<Tokens> {
  authorize(context, "sessions:start");
  return countLogIn(context, () =>
    input.kind === "challenge" ? grantByChallenge(context, input) : grantByPassword(context, input),
  );
}
