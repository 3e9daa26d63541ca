import { stampAuthentication } from "@/lib/data/sessions";
import type { Message, ReauthenticateInput } from "@/lib/schemas/accounts";
import { audit } from "../audit";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { checkOwnPassword } from "./shared/check-own-password";
import { checkOwnSecondFactor, requireAnswer } from "../two-factor/shared/check-own-second-factor";

/** Verifies password and second factor again; sensitive actions are then allowed for ten minutes in this session. */
export async function reauthenticate(
  context: Context<"writing" | "limits" | "background" | "passwords" | "secrets" | "one-time-codes" | "mail">,
  { password, ...answer }: ReauthenticateInput,
): Promise<Message> {
  const actor = authorizeUser(context, "sessions:log-out");
  requireAnswer(actor, answer);
  await checkOwnPassword(context, actor, { password, field: "password" });
  const proof = await checkOwnSecondFactor(context, actor, answer);
  await context.write(async (tx) => {
    await proof?.claim(tx);
    if (await stampAuthentication(tx, actor.sessionId, { secondFactor: proof !== null, now: context.now() }))
      await audit(context, tx, "session.reauthenticate");
  });
  return { message: proof === null ? "Password confirmed" : "Password and code confirmed" };
}
