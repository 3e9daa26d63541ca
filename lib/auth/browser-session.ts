import { cookies } from "next/headers";
import type { BrowserEntry } from "@/lib/services/sessions/issue-ticket";
import { signIn, signOut } from "./auth";
import { cookieName, cookieOptions, isSecure, writeDeviceCookie } from "./cookies";

/** Turns a ticket into this browser's session. */
export async function enterSession({ ticket, deviceToken }: BrowserEntry): Promise<void> {
  await signIn("credentials", { ticket, redirect: false });
  await writeDeviceCookie(deviceToken);
}

/** Ends this browser's session and clears its cookie. */
export async function leaveSession(): Promise<void> {
  await signOut({ redirect: false });
  const secure = await isSecure();
  (await cookies()).set(cookieName("session", secure), "", { ...cookieOptions(secure), maxAge: 0 });
}
