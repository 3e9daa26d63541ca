import { logInLimits } from "@/lib/domain/sessions/log-in-limits";
import type { Context } from "../../context";
import { countAttempt, type Attempt } from "../../limit";

/**
 * Counts an attempt at a password. One set of counters serves the page, the API, the token endpoint and every other place
 * that takes a password.
 */
export async function countPasswordAttempt(
  context: Context<"limits">,
  { account, knownDevice }: { account: string; knownDevice: string | null },
): Promise<Attempt> {
  const { network } = context.request;
  return countAttempt(context, {
    own:
      knownDevice === null
        ? { name: "sign-in:account-network", key: `${account}:${network}`, ...logInLimits.accountAndNetwork }
        : { name: "sign-in:device", key: `${account}:${knownDevice}`, ...logInLimits.knownDevice },
    others: [
      { name: "sign-in:network", key: network, ...logInLimits.network },
      // An attacker can use up this budget, so it doesn't count for a browser that the owner has used before.
      knownDevice === null ? { name: "sign-in:account", key: account, ...logInLimits.account } : null,
    ],
  });
}
