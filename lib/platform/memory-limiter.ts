import { LRUCache } from "lru-cache";

type Window = { used: number; endsAtMs: number };

// About 150 bytes each: a flood of new addresses costs 15 MB and no more.
const WINDOWS_MAX = 100_000;

/** Counts in this process's memory. Nothing is awaited between check and count, so parallel requests can't outrun it. */
export function createMemoryLimiter(nowMs: () => number, windowsMax = WINDOWS_MAX) {
  const windows = new LRUCache<string, Window>({ max: windowsMax });
  return {
    async consume(key: string, { requestsMax, windowSeconds }: { requestsMax: number; windowSeconds: number }) {
      const now = nowMs();
      let window = windows.get(key);
      if (window === undefined || window.endsAtMs <= now) {
        window = { used: 0, endsAtMs: now + windowSeconds * 1000 };
        windows.set(key, window);
      }
      const allowed = window.used < requestsMax;
      if (allowed) window.used += 1;
      return {
        allowed,
        limit: requestsMax,
        remaining: requestsMax - window.used,
        resetSeconds: Math.max(1, Math.ceil((window.endsAtMs - now) / 1000)),
      };
    },
    async refund(key: string): Promise<void> {
      const window = windows.get(key);
      if (window !== undefined && window.used > 0) window.used -= 1;
    },
    async reset(key: string): Promise<void> {
      windows.delete(key);
    },
    get size(): number {
      return windows.size;
    },
  };
}
