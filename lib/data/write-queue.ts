import { unavailable } from "./database-errors";

/** Ends a turn; the next write starts in the next turn of the event loop. */
export type EndTurn = () => void;

export type WriteQueue = {
  /**
   * Resolves when it is the caller's turn; rejects when `waitingMax` writes already wait, or at `deadline` (in
   * `performance.now()` time).
   */
  enter(limits: { deadline: number; waitingMax: number }): Promise<EndTurn>;
};

/**
 * First in, first out, one at a time. SQLite's driver runs each write without a pause, so the event loop comes round between two
 * writes: a row of them holds up no other request for longer than one.
 */
export function createWriteQueue(): WriteQueue {
  const waiting: (() => void)[] = [];
  let busy = false;

  function endTurn(): void {
    setImmediate(() => {
      const next = waiting.shift();
      if (next === undefined) busy = false;
      else next();
    });
  }

  return {
    enter({ deadline, waitingMax }) {
      if (!busy) {
        busy = true;
        return Promise.resolve(once(endTurn));
      }
      if (waiting.length >= waitingMax)
        return Promise.reject(unavailable(new Error(`${waitingMax} writes are waiting`)));

      return new Promise((resolve, reject) => {
        const start = (): void => {
          clearTimeout(timer);
          resolve(once(endTurn));
        };
        const timer = setTimeout(
          () => {
            waiting.splice(waiting.indexOf(start), 1);
            reject(unavailable(new Error("The write waited too long for its turn")));
          },
          Math.max(0, deadline - performance.now()),
        );
        waiting.push(start);
      });
    },
  };
}

// Ending a turn twice would let two writes run at once.
function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
