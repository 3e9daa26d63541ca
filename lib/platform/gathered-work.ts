type GatheringOptions<Entry> = {
  /** How long the first entry waits. */
  waitMs: number;
  /** With so many entries they are done at once; ten times as many are the limit, after which new ones are lost. */
  sizeMax: number;
  work: (entries: Entry[]) => Promise<void>;
  report: (error: unknown) => void;
};

/** Does the same kind of work for many entries at once, instead of for each. After a failure they wait again. */
export function gatherWork<Entry extends { id: string }>({ waitMs, sizeMax, work, report }: GatheringOptions<Entry>) {
  let waiting = new Map<string, Entry>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function doWaiting(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    const entries = waiting;
    waiting = new Map();
    try {
      await work([...entries.values()]);
    } catch (error) {
      // Newer entries replace older ones.
      waiting = new Map([...entries, ...waiting]);
      startTimer();
      report(error);
    }
  }

  function flush(): Promise<void> {
    running = running.then(doWaiting);
    return running;
  }

  function startTimer(): void {
    // The timer must not keep the process alive.
    timer ??= setTimeout(() => void flush(), waitMs).unref();
  }

  return {
    /** Replaces the entry of the same id. */
    add(entry: Entry): void {
      if (waiting.size >= 10 * sizeMax && !waiting.has(entry.id)) return;
      waiting.set(entry.id, entry);
      if (waiting.size === sizeMax) void flush();
      else startTimer();
    },
    /** Does the work for all entries now. Never rejects. */
    flush,
  };
}
