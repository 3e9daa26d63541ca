import { conflictError } from "./conflict-error";
import { yieldToEventLoop } from "../../yield-to-event-loop";

/** Draws one password, each of 2^bits with the same probability. */
export type Drawable = {
  draw(): string;
  bits: number;
  /** Makes `DRAW_BATCH` further draws possible, for a source whose passwords another thread draws. */
  refill?(): Promise<void>;
};

/** After so many draws, or so many milliseconds, other requests get their turn. */
export const DRAW_BATCH = 100;
const BATCH_MS = 5;

// A working source draws this many repeats in a row with a probability below 2^-64; a broken one must fail, not hang.
const REPEATS_BITS = 64;

/** Draws `count` distinct passwords; a promise when drawing them all at once would block the event loop. */
export function drawSeveral(source: Drawable, count: number): string[] | Promise<string[]> {
  const drawn = new DistinctDraws(source, count);
  drawn.drawSome();
  return drawn.isComplete() ? drawn.all() : drawRest(source, drawn);
}

/** The same in batches. */
export async function* drawInBatches(source: Drawable, count: number): AsyncGenerator<string[]> {
  const drawn = new DistinctDraws(source, count);
  for (;;) {
    const batch = drawn.drawSome();
    if (batch.length > 0) yield batch;
    if (drawn.isComplete()) return;
    await nextTurn(source);
  }
}

async function drawRest(source: Drawable, drawn: DistinctDraws): Promise<string[]> {
  while (!drawn.isComplete()) {
    await nextTurn(source);
    drawn.drawSome();
  }
  return drawn.all();
}

async function nextTurn(source: Drawable): Promise<void> {
  await (source.refill === undefined ? yieldToEventLoop() : source.refill());
}

class DistinctDraws {
  private readonly drawn = new Set<string>();
  private readonly source: Drawable;
  private readonly count: number;
  private readonly possible: number;
  private repeats = 0;

  constructor(source: Drawable, count: number) {
    this.source = source;
    this.count = count;
    this.possible = Math.round(2 ** source.bits);
    if (this.possible < count) {
      throw conflictError([
        {
          fields: ["count"],
          message: `count asks for ${count} different passwords, but there are only ${this.possible}. Ask for fewer.`,
        },
      ]);
    }
  }

  isComplete(): boolean {
    return this.drawn.size >= this.count;
  }

  all(): string[] {
    return [...this.drawn];
  }

  /** Draws one batch and returns the new passwords. */
  drawSome(): string[] {
    const found: string[] = [];
    const end = performance.now() + BATCH_MS;
    for (let draws = 0; draws < DRAW_BATCH && !this.isComplete() && performance.now() < end; draws += 1) {
      const password = this.source.draw();
      if (this.drawn.has(password)) {
        this.repeats += 1;
        if (this.repeats > this.repeatsMax()) throw new RangeError("The random source is stuck.");
        continue;
      }
      this.repeats = 0;
      this.drawn.add(password);
      found.push(password);
    }
    return found;
  }

  /** The probability of a repeat is the share of possible passwords that are already drawn. */
  private repeatsMax(): number {
    return Math.ceil(REPEATS_BITS / -Math.log2(this.drawn.size / this.possible));
  }
}
