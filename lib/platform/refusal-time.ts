/** One hash of a check, without its wait for a thread. */
export type HashWork = { milliseconds: number };

/** However dear a stored hash is, a refusal waits no longer than this for each hash of its check. */
export const REFUSAL_WAIT_MAX_MS = 5_000;

// The same hash takes longer on a busy machine: the longest of the last few, and a quarter more.
const RECENT_MAX = 8;
const MARGIN = 1.25;

/**
 * The minimum time of a refusal, from the hash costs of stored passwords. A cost is named by a sample hash. While all
 * hashes have the server's own cost, refusals take the same time anyway and there is no minimum.
 */
export function createRefusalTime(ownSample: string) {
  const recent = new Map<string, number[]>([[ownSample, []]]);

  const isMixed = (): boolean => recent.size > 1;
  const minimumMs = (): number => Math.min(Math.max(0, ...[...recent.values()].flat()) * MARGIN, REFUSAL_WAIT_MAX_MS);

  return {
    /** Samples of costs that are in use, and whose time isn't known. */
    unmeasured(): string[] {
      return isMixed() ? [...recent].flatMap(([sample, times]) => (times.length === 0 ? [sample] : [])) : [];
    },
    record(sample: string, milliseconds: number): void {
      recent.set(sample, [...(recent.get(sample) ?? []), milliseconds].slice(-RECENT_MAX));
    },
    addCosts(samples: Iterable<string>): void {
      for (const sample of samples) if (!recent.has(sample)) recent.set(sample, []);
    },
    /** Forgets the costs that no stored hash has any more. */
    keepCosts(samples: ReadonlySet<string>): void {
      for (const sample of recent.keys()) if (sample !== ownSample && !samples.has(sample)) recent.delete(sample);
    },
    /** How long a refusal after these hashes has to wait. */
    remainingMs(work: readonly HashWork[]): number {
      if (!isMixed()) return 0;
      const spent = work.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
      return Math.max(0, work.length * minimumMs() - spent);
    },
  };
}
