import { stampAuthentication } from "@/lib/data/sessions";
import type { Message, ReauthenticateInput } from "@/lib/schemas/accounts";
import { audit } from "../audit";
import { authorizeUser } from "../authorize";
import type { ServiceContext } from "../context";
import { checkOwnPassword } from "./check-own-password";

/** Proves the password again; sensitive actions are then open to this session for ten minutes. */
export async function reauthenticate(context: ServiceContext, { password }: ReauthenticateInput): Promise<Message> {
  const actor = authorizeUser(context, "sessions:log-out");
  await checkOwnPassword(context, actor, { password, field: "password" });
  await context.write(async (tx) => {
    if (await stampAuthentication(tx, actor.sessionId, context.now())) await audit(context, tx, "session.reauthenticate");
  });
  return { message: "Password confirmed" };
}
