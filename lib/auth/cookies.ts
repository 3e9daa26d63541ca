import { cookies } from "next/headers";
import { getRuntime } from "@/lib/get-runtime";
import { emailField } from "@/lib/schemas/account-fields";

const MINUTE_SECONDS = 60;
const DAY_SECONDS = 24 * 60 * MINUTE_SECONDS;

/** Our cookies with a secret, and their lifetimes. The session cookie has that of its session. */
const lifetimes = {
  // Chrome limits the lifetime of cookies to 400 days.
  device: 400 * DAY_SECONDS,
  // As long as the log-in challenge.
  challenge: 10 * MINUTE_SECONDS,
  // Tokens of mailed links: long enough to fill in a form.
  setup: 10 * MINUTE_SECONDS,
  invitation: 10 * MINUTE_SECONDS,
  reset: 10 * MINUTE_SECONDS,
  verification: 10 * MINUTE_SECONDS,
  email: 10 * MINUTE_SECONDS,
  undo: 10 * MINUTE_SECONDS,
  release: 10 * MINUTE_SECONDS,
  notice: 10 * MINUTE_SECONDS,
  // Marks the browser that requested a mail; the mail's short code works only there.
  asked: DAY_SECONDS,
} as const;

/** An address that a reset was requested for, and when. */
export type RequestedReset = { email: string; at: Date };

export type SecretCookie = keyof typeof lifetimes;

/** The name of a cookie; over https with the prefix `__Host-` (RFC 6265bis section 4.1.3.2). */
export function cookieName(
  name: SecretCookie | "session" | "address" | "requested" | "csrf" | "callback",
  secure: boolean,
): string {
  return `${secure ? "__Host-" : ""}latchkey.${name}`;
}

/** The attributes of every cookie: hidden from scripts, not sent with cross-site requests except top-level navigation. */
export function cookieOptions(secure: boolean) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
}

/** Whether the public origin is https, whatever the request claims. */
export async function isSecure(): Promise<boolean> {
  return (await getRuntime()).config.publicOrigin.startsWith("https:");
}

/** The secret in a cookie; null if its format is wrong. */
export async function readSecretCookie(name: SecretCookie | "session"): Promise<string | null> {
  const value = (await cookies()).get(cookieName(name, await isSecure()))?.value;
  // 32 bytes as base64url.
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
}

/** Sets the session cookie; an age of 0 removes it. */
export async function writeSessionCookie(token: string, maxAge: number): Promise<void> {
  const secure = await isSecure();
  (await cookies()).set(cookieName("session", secure), token, { ...cookieOptions(secure), maxAge });
}

export async function writeSecretCookie(name: SecretCookie, secret: string): Promise<void> {
  const secure = await isSecure();
  (await cookies()).set(cookieName(name, secure), secret, { ...cookieOptions(secure), maxAge: lifetimes[name] });
}

/** Keeps an address for the log-in that follows, for as long as the cookies of mailed links. */
export async function writeLogInAddress(email: string): Promise<void> {
  const secure = await isSecure();
  const value = Buffer.from(email).toString("base64url");
  (await cookies()).set(cookieName("address", secure), value, {
    ...cookieOptions(secure),
    maxAge: 10 * MINUTE_SECONDS,
  });
}

export async function readLogInAddress(): Promise<string | null> {
  const value = (await cookies()).get(cookieName("address", await isSecure()))?.value;
  if (value === undefined) return null;
  const text = Buffer.from(value, "base64url").toString();
  // Any client can send any cookie.
  return emailField.safeParse(text).success ? text : null;
}

/** Keeps the address of a reset request until its code expires: the page then asks for the code, also after a reload. */
export async function writeRequestedReset(
  { email, at }: RequestedReset,
  { minutes }: { minutes: number },
): Promise<void> {
  const secure = await isSecure();
  const value = `${at.getTime()}.${Buffer.from(email).toString("base64url")}`;
  (await cookies()).set(cookieName("requested", secure), value, {
    ...cookieOptions(secure),
    maxAge: minutes * MINUTE_SECONDS,
  });
}

export async function readRequestedReset(): Promise<RequestedReset | null> {
  const value = (await cookies()).get(cookieName("requested", await isSecure()))?.value ?? "";
  const [, time, address] = /^(\d{1,15})\.([A-Za-z0-9_-]+)$/.exec(value) ?? [];
  if (time === undefined || address === undefined) return null;
  const email = Buffer.from(address, "base64url").toString();
  // Any client can send any cookie.
  return emailField.safeParse(email).success ? { email, at: new Date(Number(time)) } : null;
}

export async function removeSecretCookie(name: SecretCookie | "requested"): Promise<void> {
  const secure = await isSecure();
  (await cookies()).set(cookieName(name, secure), "", { ...cookieOptions(secure), maxAge: 0 });
}
