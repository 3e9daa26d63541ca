import { secondFactorLimits } from "@/lib/domain/two-factor/two-factor-limits";
import type { Context } from "../../context";
import { countAttempt, type Attempt } from "../../limit";
import { findKnownDevice } from "../../sessions/shared/find-known-device";

/** Counts an attempt at a code. The password was correct before; a known browser has its own budget. */
export async function countCodeAttempt(
  context: Context<"reading" | "limits" | "secrets">,
  userId: string,
): Promise<Attempt> {
  const device = await findKnownDevice(context, userId);
  return countAttempt(context, {
    own:
      device === null
        ? { name: "second-factor:account", key: userId, ...secondFactorLimits.account }
        : { name: "second-factor:device", key: `${userId}:${device}`, ...secondFactorLimits.knownDevice },
  });
}
