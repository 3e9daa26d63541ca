import type { Message } from "@/lib/schemas/accounts";
import type { AcceptAccountInvitationInput } from "@/lib/schemas/invitations";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { acceptForAccount } from "./shared/accept-for-account";

/** Sets the first password of the invited account and starts no session. */
export async function acceptAccountInvitation(
  context: Context<"writing" | "limits" | "background" | "passwords" | "secrets" | "one-time-codes" | "mail">,
  input: AcceptAccountInvitationInput,
): Promise<Message> {
  authorize(context, "accounts:recover");
  await acceptForAccount(context, input, async () => undefined);
  return { message: "Password set. You can log in now." };
}
