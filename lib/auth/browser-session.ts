import { getRuntime } from "@/lib/get-runtime";
import type { BrowserEntry } from "@/lib/services/sessions/shared/issue-log-in-ticket";
import { writeSecretCookie, writeSessionCookie } from "./cookies";

const DAY_SECONDS = 24 * 60 * 60;

// Auth.js is imported lazily: every page has a log-out button, but few requests use it.

/** Redeems a log-in ticket and sets this browser's session cookie. */
export async function startBrowserSession({ ticket, deviceToken }: BrowserEntry): Promise<void> {
  const { runAuthAction } = await import("./auth");
  const token = await runAuthAction("callback/credentials", { ticket });
  // On an internal error Auth.js returns a URL instead of throwing.
  if (token === null) throw new Error("Auth.js set no session cookie.");
  const { config } = await getRuntime();
  await writeSessionCookie(token, config.sessionAbsoluteDays * DAY_SECONDS);
  await writeSecretCookie("device", deviceToken);
}

/** Ends this browser's session and clears its cookie. */
export async function endBrowserSession(): Promise<void> {
  const { runAuthAction } = await import("./auth");
  await runAuthAction("signout");
  await writeSessionCookie("", 0);
}
