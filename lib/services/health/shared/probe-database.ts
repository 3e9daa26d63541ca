import { findReadinessProbe, recordReadinessProbe } from "@/lib/data/readiness";
import { AppError } from "@/lib/errors";
import type { Context } from "../../context";

// Anyone can call it, and each probe is a synced write, so callers share one probe a second.
const PROBE_LIFETIME_SECONDS = 1;

/** Writes a row and reads it back through another connection; refuses with `unavailable` when either fails. */
export async function probeDatabase(context: Context<"writing" | "random" | "probing">): Promise<"ok"> {
  return context.shared("readiness", PROBE_LIFETIME_SECONDS, () => probe(context));
}

async function probe(context: Context<"writing" | "random" | "probing">): Promise<"ok"> {
  const nonce = String(context.random.uint32());
  try {
    await context.write((tx) => recordReadinessProbe(tx, { nodeId: context.nodeId, nonce, now: context.now() }));
    const found = await findReadinessProbe(context.db, context.nodeId);
    if (found?.nonce === nonce) return "ok";
  } catch (cause) {
    throw new AppError("unavailable", "The database doesn't answer.", { retryAfterSeconds: 5, cause });
  }
  throw new AppError("unavailable", "The database doesn't return what was written to it.", { retryAfterSeconds: 5 });
}
