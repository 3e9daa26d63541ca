/** Work that replies don't wait for. Shutdown waits for it; a failure is reported, never thrown. */
export function createDeferredWork(report: (error: unknown) => void) {
  const running = new Set<Promise<void>>();
  return {
    run(work: () => Promise<unknown>): void {
      const piece = new Promise<void>((resolve) => setImmediate(resolve))
        .then(work)
        .then(() => undefined, report)
        .finally(() => running.delete(piece));
      running.add(piece);
    },
    /** Waits for all running work, and for work that it starts. */
    async settle(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
