import { findSessionWithUser } from "@/lib/data/sessions";
import { authorize } from "../authorize";
import type { Actor, Context } from "../context";
import { actorOf } from "./shared/live-session";

/** The user of a browser's session cookie; anonymous when the session is invalid. */
export async function identifyBrowser(
  context: Context<"writing" | "background" | "secrets">,
  { token }: { token: string },
): Promise<Actor> {
  authorize(context, "sessions:start");
  const session = await findSessionWithUser(context.db, { tokenHash: context.hashSecretToken(token) });
  return actorOf(context, session) ?? { kind: "anonymous" };
}
