import { findHashStarts } from "@/lib/data/users";
import { sampleHashOfStart } from "@/lib/domain/accounts/stored-hash";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { yieldToEventLoop } from "../yield-to-event-loop";

const PORTION = 1000;

/**
 * Finds the costs of all stored password hashes, by which the time of refused log-ins is evened out. Runs at start and
 * hourly: another process may have imported dearer ones, and log-ins replace them.
 */
export async function findHashCosts(context: Context<"reading" | "passwords">): Promise<Record<string, number>> {
  authorize(context, "sessions:start");
  const samples = new Set<string>();
  for (let after = ""; ; await yieldToEventLoop()) {
    const { starts, lastId } = await findHashStarts(context.db, { after, take: PORTION });
    for (const sample of starts.flatMap((start) => sampleHashOfStart(start) ?? [])) samples.add(sample);
    if (lastId === null) break;
    after = lastId;
  }
  await context.hasher.setCosts(samples);
  return { hashCosts: samples.size };
}
