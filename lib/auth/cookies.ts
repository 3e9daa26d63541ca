import { cookies } from "next/headers";
import { getRuntime } from "@/lib/runtime";

const DAY_SECONDS = 24 * 60 * 60;
// Chrome caps a cookie's life at 400 days, so a longer promise would not be kept.
const DEVICE_COOKIE_SECONDS = 400 * DAY_SECONDS;
// Long enough to fill in a form, short enough to forget.
const SETUP_COOKIE_SECONDS = 10 * 60;
// As long as the challenge itself.
const CHALLENGE_COOKIE_SECONDS = 10 * 60;

/** A cookie's name here: over https with the prefix that binds it to this host (RFC 6265bis section 4.1.3.2). */
export function cookieName(name: "session" | "device" | "challenge" | "setup" | "csrf" | "callback", secure: boolean): string {
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

export async function readSessionCookie(): Promise<string | null> {
  return readSecretCookie("session");
}

export async function readDeviceCookie(): Promise<string | null> {
  return readSecretCookie("device");
}

export async function readSetupCookie(): Promise<string | null> {
  return readSecretCookie("setup");
}

export async function writeDeviceCookie(token: string): Promise<void> {
  const secure = await isSecure();
  (await cookies()).set(cookieName("device", secure), token, { ...cookieOptions(secure), maxAge: DEVICE_COOKIE_SECONDS });
}

export async function writeSetupCookie(token: string): Promise<void> {
  const secure = await isSecure();
  (await cookies()).set(cookieName("setup", secure), token, { ...cookieOptions(secure), maxAge: SETUP_COOKIE_SECONDS });
}

export async function removeSetupCookie(): Promise<void> {
  const secure = await isSecure();
  (await cookies()).set(cookieName("setup", secure), "", { ...cookieOptions(secure), maxAge: 0 });
}

/** The secret of half a sign-in: good for answering with a code, and for nothing else. */
export async function readChallengeCookie(): Promise<string | null> {
  return readSecretCookie("challenge");
}

export async function writeChallengeCookie(token: string): Promise<void> {
  const secure = await isSecure();
  (await cookies()).set(cookieName("challenge", secure), token, { ...cookieOptions(secure), maxAge: CHALLENGE_COOKIE_SECONDS });
}

export async function removeChallengeCookie(): Promise<void> {
  const secure = await isSecure();
  (await cookies()).set(cookieName("challenge", secure), "", { ...cookieOptions(secure), maxAge: 0 });
}

async function readSecretCookie(name: "session" | "device" | "challenge" | "setup"): Promise<string | null> {
  const value = (await cookies()).get(cookieName(name, await isSecure()))?.value;
  // 32 bytes as base64url: anything else was not made here.
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
}
