import { secondFactorLimits } from "@/lib/domain/two-factor/two-factor-limits";
import type { ServiceContext } from "../../context";
import { limit } from "../../limit";
import { findKnownDevice } from "../../sessions/shared/find-known-device";

/** Counts a code before it is looked at. Nobody gets here without the password, and a browser that its owner has used counts for itself. */
export async function countCodeAttempt(
  context: ServiceContext,
  userId: string,
): Promise<{ succeeded(): Promise<void> }> {
  const device = await findKnownDevice(context, userId);
  const budget =
    device === null
      ? { name: "second-factor:account", key: userId, ...secondFactorLimits.account }
      : { name: "second-factor:device", key: `${userId}:${device}`, ...secondFactorLimits.knownDevice };
  await limit(context, budget, budget.key);
  return { succeeded: () => context.limiter.reset(`${budget.name}:${budget.key}`) };
}
