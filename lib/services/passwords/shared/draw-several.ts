import { conflictError } from "./conflict-error";

/** How one is drawn, each of 2^bits as likely as any other. */
export type Drawable = { draw(): string; bits: number };

// After so many, or so long, others get their turn.
const BATCH = 100;
const BATCH_MS = 5;

// An honest source is met by so many repeats in a row less often than once in 2^64 requests; a broken one must fail, not hang.
const REPEATS_BITS = 64;

/** That many passwords, no two alike; a promise where drawing them all at once would keep others waiting. */
export function drawSeveral(source: Drawable, count: number): string[] | Promise<string[]> {
  const drawn = new DistinctDraws(source, count);
  drawn.drawSome();
  return drawn.isComplete() ? drawn.all() : drawRest(drawn);
}

/** The same, some at a time. */
export async function* drawInBatches(source: Drawable, count: number): AsyncGenerator<string[]> {
  const drawn = new DistinctDraws(source, count);
  for (;;) {
    const batch = drawn.drawSome();
    if (batch.length > 0) yield batch;
    if (drawn.isComplete()) return;
    await othersTurn();
  }
}

async function drawRest(drawn: DistinctDraws): Promise<string[]> {
  while (!drawn.isComplete()) {
    await othersTurn();
    drawn.drawSome();
  }
  return drawn.all();
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
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

  /** A batch of draws, and of them what was not there before. */
  drawSome(): string[] {
    const found: string[] = [];
    const end = performance.now() + BATCH_MS;
    for (let draws = 0; draws < BATCH && !this.isComplete() && performance.now() < end; draws += 1) {
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

  /** Each draw is a repeat with the share that is there already. */
  private repeatsMax(): number {
    return Math.ceil(REPEATS_BITS / -Math.log2(this.drawn.size / this.possible));
  }
}
