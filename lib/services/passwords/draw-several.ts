import { conflictError } from "./conflict-error";

/** How one is drawn, each of 2^bits as likely as any other. */
type Drawable = { draw(): string; bits: number };

// A few milliseconds of work, then others get their turn.
const BATCH = 100;

/** That many passwords, no two alike; a promise where drawing them all at once would keep others waiting. */
export function drawSeveral({ draw, bits }: Drawable, count: number): string[] | Promise<string[]> {
  const possible = Math.round(2 ** bits);
  if (possible < count) {
    throw conflictError([{ fields: ["count"], message: `count asks for ${count} different passwords, but there are only ${possible}. Ask for fewer.` }]);
  }
  const drawn = new Set<string>();
  if (count > BATCH) return drawInBatches(drawn, draw, count);
  drawUpTo(drawn, draw, count);
  return [...drawn];
}

async function drawInBatches(drawn: Set<string>, draw: () => string, count: number): Promise<string[]> {
  while (drawn.size < count) {
    drawUpTo(drawn, draw, Math.min(count, drawn.size + BATCH));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return [...drawn];
}

function drawUpTo(drawn: Set<string>, draw: () => string, size: number): void {
  while (drawn.size < size) drawn.add(draw());
}
