import { slotMsOf, type LimitDecision, type LimitedUse } from "./sliding-window";

type Slot = { startsAtMs: number; uses: number };
type Window = { slots: Slot[]; used: number };

// About 200 bytes each: a flood of new addresses costs 20 MB and no more.
const WINDOWS_MAX = 100_000;
// Windows that have ended are removed this many at a time, so that no request pays for a whole flood.
const PURGE_MAX = 100;

/**
 * Counts in this process's memory, in sliding windows. Check and count run without an await between them, so parallel
 * requests can't exceed the limit. A refusal creates no window, and a window that still counts uses is never evicted:
 * when memory is full, all new keys of one limit share an overflow window.
 */
export function createMemoryLimiter(nowMs: () => number, windowsMax = WINDOWS_MAX) {
  // One map per window length: each use moves its key to the end, so the first key of a map is the first to expire.
  const windowsByLength = new Map<number, Map<string, Window>>();
  const overflowWindows = new Map<string, Window>();

  return {
    /** Counts one use of each key, or none: the first key without a use left refuses all. */
    async consume(uses: readonly LimitedUse[]): Promise<LimitDecision[]> {
      const now = Math.floor(nowMs());
      const windows = uses.map((use) => findWindow(use, now));
      const refusal = uses.findIndex((use, index) => (windows[index]?.used ?? 0) >= use.requestsMax);
      const refusing = uses[refusal];
      if (refusing !== undefined) return [decisionOf(refusing, windows[refusal], false, now)];
      return uses.map((use) => decisionOf(use, addUse(use, now), true, now));
    },
    /** Refunds one use of each key. */
    async refund(uses: readonly LimitedUse[]): Promise<void> {
      const now = Math.floor(nowMs());
      for (const use of uses) {
        const window = findWindow(use, now);
        const newest = window?.slots.at(-1);
        if (window === undefined || newest === undefined) continue;
        window.used -= 1;
        newest.uses -= 1;
        if (newest.uses === 0) window.slots.pop();
        if (window.used === 0) mapOf(use).delete(use.key);
      }
    },
    /** Removes all uses of each key. A shared overflow window stays. */
    async reset(uses: readonly LimitedUse[]): Promise<void> {
      for (const use of uses) mapOf(use).delete(use.key);
    },
    get size(): number {
      let size = 0;
      for (const windows of windowsByLength.values()) size += windows.size;
      return size;
    },
  };

  function mapOf({ windowSeconds }: LimitedUse): Map<string, Window> {
    let windows = windowsByLength.get(windowSeconds);
    if (windows === undefined) windowsByLength.set(windowSeconds, (windows = new Map()));
    return windows;
  }

  /** The window that a use counts in, without expired uses; undefined when no use counts. */
  function findWindow(use: LimitedUse, now: number): Window | undefined {
    const own = mapOf(use).get(use.key);
    if (own !== undefined) {
      dropExpired(own, use, now);
      if (own.used > 0) return own;
      mapOf(use).delete(use.key);
    }
    if (!isFull(now)) return undefined;
    const shared = overflowWindows.get(overflowKeyOf(use));
    if (shared !== undefined) dropExpired(shared, use, now);
    return shared;
  }

  function addUse(use: LimitedUse, now: number): Window {
    const window = findWindow(use, now) ?? { slots: [], used: 0 };
    const slotMs = slotMsOf(use);
    const startsAtMs = now - (now % slotMs);
    const newest = window.slots.at(-1);
    if (newest?.startsAtMs === startsAtMs) newest.uses += 1;
    else window.slots.push({ startsAtMs, uses: 1 });
    window.used += 1;

    const windows = mapOf(use);
    if (windows.delete(use.key) || !isFull(now)) windows.set(use.key, window);
    else overflowWindows.set(overflowKeyOf(use), window);
    return window;
  }

  function isFull(now: number): boolean {
    let size = 0;
    for (const [windowSeconds, windows] of windowsByLength) {
      purgeEnded(windows, windowSeconds, now);
      size += windows.size;
    }
    return size >= windowsMax;
  }
}

function overflowKeyOf({ requestsMax, windowSeconds }: LimitedUse): string {
  return `${requestsMax}/${windowSeconds}`;
}

function purgeEnded(windows: Map<string, Window>, windowSeconds: number, now: number): void {
  let purged = 0;
  for (const [key, { slots }] of windows) {
    const newest = slots.at(-1);
    // A slot is at most a hundredth of its window.
    const endsAtMs = newest === undefined ? 0 : newest.startsAtMs + windowSeconds * 1010;
    if (endsAtMs > now || purged === PURGE_MAX) return;
    windows.delete(key);
    purged += 1;
  }
}

function dropExpired(window: Window, use: LimitedUse, now: number): void {
  let oldest = window.slots[0];
  while (oldest !== undefined && expiresAtMs(oldest, use) <= now) {
    window.used -= oldest.uses;
    window.slots.shift();
    oldest = window.slots[0];
  }
}

/** The time at which the last use in a slot leaves the window. */
function expiresAtMs({ startsAtMs }: Slot, use: LimitedUse): number {
  return startsAtMs + slotMsOf(use) - 1 + use.windowSeconds * 1000;
}

function decisionOf(use: LimitedUse, window: Window | undefined, allowed: boolean, now: number): LimitDecision {
  const [oldest] = window?.slots ?? [];
  const resetMs = oldest === undefined ? use.windowSeconds * 1000 : expiresAtMs(oldest, use) - now;
  return {
    key: use.key,
    allowed,
    limit: use.requestsMax,
    remaining: Math.max(0, use.requestsMax - (window?.used ?? 0)),
    resetSeconds: Math.max(1, Math.ceil(resetMs / 1000)),
  };
}
