import { AppError } from "@/lib/errors";
import type { LimitDecision, ServiceContext } from "./context";

type Limit = { name: string; requestsMax: number; windowSeconds: number };

/** Counts one use against a limit, notes it for the RateLimit headers, and refuses with `rate_limited` past it. */
export async function limit(context: ServiceContext, { name, ...window }: Limit, key: string): Promise<void> {
  const decision = await context.limiter.consume(`${name}:${key}`, window);
  context.rateLimit = tighterOf(context.rateLimit, decision);
  if (decision.allowed) return;
  throw new AppError("rate_limited", `Too many requests. Try again in ${inWords(decision.resetSeconds)}.`, {
    retryAfterSeconds: decision.resetSeconds,
  });
}

function tighterOf(met: LimitDecision | null, decision: LimitDecision): LimitDecision {
  return met === null || decision.remaining < met.remaining ? decision : met;
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${seconds} second${seconds === 1 ? "" : "s"}`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
