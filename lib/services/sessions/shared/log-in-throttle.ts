import { logInLimits } from "@/lib/domain/sessions/log-in-limits";
import type { ServiceContext } from "../../context";
import { limit } from "../../limit";

export type LogInAttempt = { succeeded(): Promise<void> };

/**
 * Counts an attempt as a failure before the password is looked at, and takes it back when it succeeds. One set of
 * counters serves page, API, token endpoint and every other place that takes a password.
 */
export async function countAttempt(
  context: ServiceContext,
  { account, knownDevice }: { account: string; knownDevice: string | null },
): Promise<LogInAttempt> {
  const { network } = context.request;
  const own =
    knownDevice === null
      ? { name: "sign-in:account-network", key: `${account}:${network}`, ...logInLimits.accountAndNetwork }
      : { name: "sign-in:device", key: `${account}:${knownDevice}`, ...logInLimits.knownDevice };
  const budgets = [
    own,
    { name: "sign-in:network", key: network, ...logInLimits.network },
    // A stranger may fill this one, so it must not stop a browser that the owner has used before.
    ...(knownDevice === null ? [{ name: "sign-in:account", key: account, ...logInLimits.account }] : []),
  ];

  const counted: string[] = [];
  try {
    for (const budget of budgets) {
      await limit(context, budget, budget.key);
      counted.push(`${budget.name}:${budget.key}`);
    }
  } catch (error) {
    // A refused attempt is no attempt: it must not use up the other budgets.
    await Promise.all(counted.map((key) => context.limiter.refund(key)));
    throw error;
  }
  return {
    succeeded: async () => {
      await context.limiter.reset(`${own.name}:${own.key}`);
      await Promise.all(
        counted.filter((key) => !key.startsWith(`${own.name}:`)).map((key) => context.limiter.refund(key)),
      );
    },
  };
}
