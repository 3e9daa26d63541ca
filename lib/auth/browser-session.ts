import { cookies } from "next/headers";
import type { BrowserEntry } from "@/lib/services/sessions/shared/issue-log-in-ticket";
import { cookieName, cookieOptions, isSecure, readSecretCookie, writeSecretCookie } from "./cookies";

// Every page can log out, and hardly any does: Auth.js and its adapter are loaded by the first that comes to it.

/** Turns a ticket into this browser's session. */
export async function startBrowserSession({ ticket, deviceToken }: BrowserEntry): Promise<void> {
  const { signIn } = await import("./auth");
  await signIn("credentials", { ticket, redirect: false });
  // Auth.js answers a fault of its own with an address to go to; here it must not pass for a sign-in.
  if ((await readSecretCookie("session")) === null) throw new Error("Auth.js took the ticket and set no session.");
  await writeSecretCookie("device", deviceToken);
}

/** Ends this browser's session and clears its cookie. */
export async function endBrowserSession(): Promise<void> {
  const { signOut } = await import("./auth");
  await signOut({ redirect: false });
  const secure = await isSecure();
  (await cookies()).set(cookieName("session", secure), "", { ...cookieOptions(secure), maxAge: 0 });
}
