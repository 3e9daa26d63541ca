import { findSessionWithUser } from "@/lib/data/sessions";
import { AppError } from "@/lib/errors";
import { authorize } from "../authorize";
import type { Actor, ServiceContext } from "../context";
import { actorOf } from "./shared/live-session";

/** Who an access token stands for, by its session's live row. Refuses with `unauthorized`: never 404, whatever is gone. */
export async function identifyBearer(context: ServiceContext, { token }: { token: string }): Promise<Actor> {
  authorize(context, "sessions:start");
  const claims = await context.accessTokens.read(token, context.now());
  const session = claims && (await findSessionWithUser(context.db, { id: claims.sessionId }));
  const actor = actorOf(context, session);
  if (claims === null || actor === null || actor.userId !== claims.userId || actor.sessionKind !== "api") {
    throw new AppError("unauthorized", "Invalid or expired token", { tokenRefused: true });
  }
  return actor;
}
