import { touchSession, type SessionWithUser } from "@/lib/data/sessions";
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
  if (session.kind === "browser" && idleSince >= context.settings.sessionIdleDays * DAY_MS) return null;
  if (idleSince >= TOUCH_MS) context.defer(() => touch(context, session.id));
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

async function touch(context: Context<"writing">, id: string): Promise<void> {
  const { address, userAgent } = context.request;
  await context.write((tx) =>
    touchSession(tx, id, { now: context.now(), address, userAgent: userAgent?.slice(0, 500) ?? null }),
  );
}
