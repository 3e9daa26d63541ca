import { cookies } from "next/headers";
import { getRuntime } from "@/lib/get-runtime";

const MINUTE_SECONDS = 60;
const DAY_SECONDS = 24 * 60 * MINUTE_SECONDS;

/** The cookies that hold one of our secrets each, and for how long they are kept. The session's is Auth.js's to write. */
const lifetimes = {
  // Chrome caps a cookie's life at 400 days, so a longer promise would not be kept.
  device: 400 * DAY_SECONDS,
  // As long as the challenge itself.
  challenge: 10 * MINUTE_SECONDS,
  // What links carried: long enough to fill in a form, short enough to forget.
  setup: 10 * MINUTE_SECONDS,
  invitation: 10 * MINUTE_SECONDS,
  reset: 10 * MINUTE_SECONDS,
  verification: 10 * MINUTE_SECONDS,
  email: 10 * MINUTE_SECONDS,
  undo: 10 * MINUTE_SECONDS,
  notice: 10 * MINUTE_SECONDS,
  // That this browser asked for a mail, so that its short code works here.
  asked: DAY_SECONDS,
} as const;

export type SecretCookie = keyof typeof lifetimes;

/** A cookie's name here: over https with the prefix that binds it to this host (RFC 6265bis section 4.1.3.2). */
export function cookieName(name: SecretCookie | "session" | "csrf" | "callback", secure: boolean): string {
  return `${secure ? "__Host-" : ""}latchkey.${name}`;
}

/** How every cookie of ours is sent: not to scripts, not to other sites' requests but top-level links. */
export function cookieOptions(secure: boolean) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
}

/** Whether the public origin is https: not what a request claims. */
export async function isSecure(): Promise<boolean> {
  return (await getRuntime()).config.publicOrigin.startsWith("https:");
}

/** The secret that a cookie holds, or null for what was not made here. */
export async function readSecretCookie(name: SecretCookie | "session"): Promise<string | null> {
  const value = (await cookies()).get(cookieName(name, await isSecure()))?.value;
  // 32 bytes as base64url: anything else was not made here.
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
}

export async function writeSecretCookie(name: SecretCookie, secret: string): Promise<void> {
  const secure = await isSecure();
  (await cookies()).set(cookieName(name, secure), secret, { ...cookieOptions(secure), maxAge: lifetimes[name] });
}

export async function removeSecretCookie(name: SecretCookie): Promise<void> {
  const secure = await isSecure();
  (await cookies()).set(cookieName(name, secure), "", { ...cookieOptions(secure), maxAge: 0 });
}
