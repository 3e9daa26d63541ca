import { touchSession, type SessionTouch, type SessionWithUser } from "@/lib/data/sessions";
import type { Role } from "@/lib/domain/users/roles";
import type { Actor, Context } from "../../context";

const DAY_MS = 24 * 60 * 60 * 1000;
// Limits the writes of a session that loads many pages.
const TOUCH_MS = 5 * 60 * 1000;

/** The actor of a session row; null when the session expired or its user isn't active. */
export function actorOf(
  context: Context<"writing" | "background">,
  session: SessionWithUser | null,
): Extract<Actor, { kind: "user" }> | null {
  if (session === null || session.user.status !== "active") return null;
  const now = context.now().getTime();
  if (session.expiresAt.getTime() <= now) return null;
  const idleSince = now - session.lastSeenAt.getTime();
  const idleMax = session.kind === "browser" ? context.settings.sessionIdleDays * DAY_MS : Infinity;
  if (idleSince >= idleMax) return null;
  // A session that is about to expire doesn't wait: another process may get its next request before that.
  if (idleSince >= idleMax / 2) context.defer(() => touch(context, session.id));
  else if (idleSince >= TOUCH_MS) context.touchLater(touchOf(context, session.id));
  return {
    kind: "user",
    userId: session.user.id,
    role: session.user.role,
    profile: session.user,
    sessionId: session.id,
    sessionKind: session.kind,
    authenticatedAt: session.authenticatedAt,
    secondFactorAt: session.secondFactorAt,
    mustChangePassword: session.user.mustChangePassword,
    mustSetUpTwoFactor: session.user.twoFactorSince === null && requiresTwoFactor(context, session.user.role),
  };
}

/** Whether the server requires two-factor authentication for this role. */
export function requiresTwoFactor({ settings }: Context, role: Role): boolean {
  return settings.requireTwoFactor === "all" || (settings.requireTwoFactor === "admin" && role === "admin");
}

function touchOf({ request: { address, userAgent }, now }: Context, id: string): SessionTouch {
  return { id, at: now(), address, userAgent: userAgent?.slice(0, 500) ?? null };
}

async function touch(context: Context<"writing">, id: string): Promise<void> {
  const { at, address, userAgent } = touchOf(context, id);
  await context.write((tx) => touchSession(tx, id, { now: at, address, userAgent }));
}
