import { findSessionWithUser } from "@/lib/data/sessions";
import { AppError } from "@/lib/errors";
import { authorize } from "../authorize";
import type { Actor, Context } from "../context";
import { actorOf } from "./shared/live-session";

/**
 * The user of an access token, by its live session row. Refuses with `unauthorized`, never 404, even when the user is
 * gone.
 */
export async function identifyBearer(
  context: Context<"writing" | "background" | "access-tokens">,
  { token }: { token: string },
): Promise<Actor> {
  authorize(context, "sessions:start");
  const claims = await context.accessTokens.read(token, context.now());
  const session = claims && (await findSessionWithUser(context.db, { id: claims.sessionId }));
  const actor = actorOf(context, session);
  if (claims === null || actor === null || actor.userId !== claims.userId || actor.sessionKind !== "api") {
    throw new AppError("unauthorized", "Invalid or expired token", { tokenRefused: true });
  }
  return actor;
}
