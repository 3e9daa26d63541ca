import type { LimitName } from "@/lib/domain/system/metric-labels";
import { AppError, isAppError } from "@/lib/errors";
import type { Context, LimitDecision, LimitedUse } from "./context";

/** At most `requestsMax` uses of `key` in any `windowSeconds`; `name` keeps the keys of different limits apart. */
export type Budget = { name: LimitName; key: string; requestsMax: number; windowSeconds: number };

/**
 * Counts one use against a limit, records it for the RateLimit headers, and runs `work`; refuses with `rate_limited` above
 * the limit. Refunded when `work` fails for a server-side reason.
 */
export async function limit<Result>(
  context: Context<"limits">,
  budget: Budget,
  work: () => Promise<Result>,
): Promise<Result> {
  return checked(await countAttempt(context, { others: [budget] }), work);
}

/** An attempt at a secret. It counts as failed until one of these is called. */
export type Attempt = {
  /** Refunds the attempt. */
  refund(): Promise<void>;
  /** Refunds the attempt, and resets the failures that `own` counted before. */
  succeeded(): Promise<void>;
};

/**
 * Counts an attempt at a secret before it is checked, so that parallel guesses can't exceed the limit; against all
 * budgets, or none when one of them refuses with `rate_limited`. `others` come first: requests of a refused network
 * must not change the counters of an account.
 */
export async function countAttempt(
  context: Context<"limits">,
  { own, others = [] }: { own?: Budget; others?: readonly (Budget | null)[] },
): Promise<Attempt> {
  const shared = await countUses(
    context,
    [...others, own].filter((budget) => budget != null),
  );
  const ownUses = own === undefined ? [] : shared.splice(-1);
  return {
    refund: () => context.limiter.refund([...shared, ...ownUses]),
    succeeded: async () => {
      // `own` is refunded too: it may have been counted where a reset changes nothing, in a window that several keys share.
      await Promise.all([
        context.limiter.refund([...shared, ...ownUses]),
        ownUses.length > 0 && context.limiter.reset(ownUses),
      ]);
    },
  };
}

/**
 * Runs a check; when it fails for a server-side reason (503, a failed read), nothing was checked, and the attempt is
 * refunded.
 */
export async function checked<Result>(attempt: Pick<Attempt, "refund">, check: () => Promise<Result>): Promise<Result> {
  try {
    return await check();
  } catch (error) {
    if (!isAppError(error) || error.code === "unavailable" || error.code === "internal") await attempt.refund();
    throw error;
  }
}

async function countUses(context: Context<"limits">, budgets: readonly Budget[]): Promise<LimitedUse[]> {
  const uses = budgets.map(({ name, key, ...window }) => ({ key: `${name}:${key}`, ...window }));
  const decisions = await context.limiter.consume(uses);
  for (const decision of decisions) context.rateLimit = tighterOf(context.rateLimit, decision);
  const refusal = decisions.find(({ allowed }) => !allowed);
  if (refusal === undefined) return uses;
  const refusing = budgets.find((_, index) => uses[index]?.key === refusal.key);
  if (refusing !== undefined) context.meter.countLimitHit(refusing.name);
  throw new AppError("rate_limited", `Too many requests. Try again in ${inWords(refusal.resetSeconds)}.`, {
    retryAfterSeconds: refusal.resetSeconds,
  });
}

function tighterOf(met: LimitDecision | null, decision: LimitDecision): LimitDecision {
  return met === null || decision.remaining < met.remaining ? decision : met;
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${seconds} second${seconds === 1 ? "" : "s"}`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
