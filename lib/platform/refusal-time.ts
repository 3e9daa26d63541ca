/** One hash of a check, without its wait for a thread. */
export type HashWork = { milliseconds: number };

/** However dear a stored hash is, a refusal waits no longer than this for each hash of its check. */
export const REFUSAL_WAIT_MAX_MS = 5_000;

// The same hash takes longer on a busy machine: the slowest of the last few checks, rounded up to the next quarter. Rounded,
// because the exact time of refusals would show which checks were among them.
const RECENT_MAX = 8;
const STEP = 0.25;

/**
 * The minimum time of a refusal, from the hash costs of stored passwords. A cost is named by a sample hash. While all
 * hashes have the server's own cost, refusals take the same time anyway and there is no minimum.
 */
export function createRefusalTime(ownSample: string) {
  const fastest = new Map<string, number>([[ownSample, Infinity]]);
  let slowness: number[] = [];

  const isMixed = (): boolean => fastest.size > 1;
  const isMeasured = (milliseconds: number): boolean => milliseconds !== Infinity;

  function minimumMs(): number {
    const dearest = Math.max(0, ...[...fastest.values()].filter(isMeasured));
    const steps = Math.floor(Math.max(1, ...slowness) / STEP) + 1;
    return Math.min(dearest * steps * STEP, REFUSAL_WAIT_MAX_MS);
  }

  function measure(sample: string, milliseconds: number): void {
    fastest.set(sample, Math.min(fastest.get(sample) ?? Infinity, milliseconds));
  }

  return {
    /** Samples of the costs that are in use; empty while there is no minimum. */
    costs: (): string[] => (isMixed() ? [...fastest.keys()] : []),
    /** Those whose time isn't known. */
    unmeasured: (): string[] =>
      isMixed() ? [...fastest].flatMap(([sample, time]) => (isMeasured(time) ? [] : [sample])) : [],
    /** Records a hash that the server computed to measure its cost. */
    measure,
    /**
     * Records a hash of a log-in. It counts by how much slower it was than others of its cost, so that hashes of a dear
     * cost leave the same trace in later refusals as those of the server's own.
     */
    record(sample: string, milliseconds: number): void {
      if (sample === ownSample) measure(sample, milliseconds);
      const known = fastest.get(sample);
      if (known === undefined) fastest.set(sample, Infinity);
      else if (isMeasured(known)) slowness = [...slowness, milliseconds / known].slice(-RECENT_MAX);
    },
    addCosts(samples: Iterable<string>): void {
      for (const sample of samples) if (!fastest.has(sample)) fastest.set(sample, Infinity);
    },
    /** Forgets the costs that no stored hash has any more. */
    keepCosts(samples: ReadonlySet<string>): void {
      for (const sample of fastest.keys()) if (sample !== ownSample && !samples.has(sample)) fastest.delete(sample);
    },
    /** How long a refusal after these hashes has to wait. */
    remainingMs(work: readonly HashWork[]): number {
      if (!isMixed()) return 0;
      const spent = work.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
      return Math.max(0, work.length * minimumMs() - spent);
    },
  };
}
