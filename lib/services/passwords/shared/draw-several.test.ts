import { expect, test } from "vitest";
import { randomBelow } from "@/lib/domain/random";
import { seededRandom } from "@/lib/domain/testing/seeded-random";
import { drawInBatches, drawSeveral } from "./draw-several";

const random = seededRandom(7);
const oneOf = (possible: number) => ({ draw: () => String(randomBelow(random, possible)), bits: Math.log2(possible) });

test("all values of a small set can be drawn, each once", async () => {
  for (const possible of [1, 2, 3, 100, 914]) {
    const drawn = await drawSeveral(oneOf(possible), possible);
    expect(drawn.map(Number).toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: possible }, (_, index) => index),
    );
  }
});

test("a count above the number of possible passwords is refused before any is drawn", async () => {
  const refusing = { draw: () => expect.unreachable(), bits: 3 };
  expect(() => drawSeveral(refusing, 9)).toThrow(
    "count asks for 9 different passwords, but there are only 8. Ask for fewer.",
  );
  await expect(drawInBatches(refusing, 9).next()).rejects.toThrow("there are only 8");
});

test("a stuck source fails instead of hanging", async () => {
  expect(() => drawSeveral({ draw: () => "same", bits: 70 }, 2)).toThrow(RangeError);
  expect(() => drawSeveral({ draw: () => "same", bits: 1 }, 2)).toThrow(RangeError);
  const stuckLater = oneOf(1024);
  let draws = 0;
  await expect(
    drawSeveral({ draw: () => ((draws += 1) <= 120 ? stuckLater.draw() : "same"), bits: 10 }, 1000),
  ).rejects.toThrow(RangeError);
});

test("slow draws yield to the event loop after a few, even for a small count", async () => {
  const slow = {
    draw: () => {
      const end = performance.now() + 2;
      while (performance.now() < end) continue;
      return String(randomBelow(random, 2 ** 20));
    },
    bits: 20,
  };
  let turns = 0;
  const others = setInterval(() => (turns += 1), 0);
  const drawn = await drawSeveral(slow, 30);
  clearInterval(others);
  expect(new Set(drawn).size).toBe(30);
  expect(turns).toBeGreaterThan(4);
});

test("no batch is longer than a hundred draws", async () => {
  let batches = 0;
  for await (const batch of drawInBatches(oneOf(1000), 1000)) {
    expect(batch.length).toBeLessThanOrEqual(100);
    batches += 1;
  }
  expect(batches).toBeGreaterThan(9);
});

test("a source that another thread fills is refilled before each batch, and its repeats are drawn again", async () => {
  const ready: string[] = [];
  let refills = 0;
  const refill = async (): Promise<void> => {
    refills += 1;
    while (ready.length < 100) ready.push(String(randomBelow(random, 256)));
  };
  await refill();
  const source = { bits: 8, refill, draw: () => ready.pop() ?? expect.unreachable() };
  expect(new Set(await drawSeveral(source, 256)).size).toBe(256);
  expect(refills).toBeGreaterThan(3);
});
