import { cookies } from "next/headers";
import type { BrowserEntry } from "@/lib/services/sessions/shared/issue-log-in-ticket";
import { cookieName, cookieOptions, isSecure, readSecretCookie, writeSecretCookie } from "./cookies";

// Auth.js is imported lazily: every page has a log-out button, but few requests use it.

/** Redeems a log-in ticket and sets this browser's session cookie. */
export async function startBrowserSession({ ticket, deviceToken }: BrowserEntry): Promise<void> {
  const { signIn } = await import("./auth");
  await signIn("credentials", { ticket, redirect: false });
  // On an internal error Auth.js returns a URL instead of throwing.
  if ((await readSecretCookie("session")) === null) throw new Error("Auth.js set no session cookie.");
  await writeSecretCookie("device", deviceToken);
}

/** Ends this browser's session and clears its cookie. */
export async function endBrowserSession(): Promise<void> {
  const { signOut } = await import("./auth");
  await signOut({ redirect: false });
  const secure = await isSecure();
  (await cookies()).set(cookieName("session", secure), "", { ...cookieOptions(secure), maxAge: 0 });
}
