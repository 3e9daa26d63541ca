import { endTrust } from "@/lib/data/devices";
import { audit } from "../audit";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";

/** Revokes the trust in all of your browsers; they are asked for a code at the next log-in. */
export async function forgetBrowsers(context: Context<"writing">): Promise<{ message: string; forgotten: number }> {
  const actor = authorizeUser(context, "two-factor:manage-own");
  const forgotten = await context.write(async (tx) => {
    const count = await endTrust(tx, actor.userId);
    if (count > 0) await audit(context, tx, "browser.forget", { details: { browsers: count } });
    return count;
  });
  return { message: "All browsers will be asked for a code again.", forgotten };
}
