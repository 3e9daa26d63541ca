import { expect, test } from "vitest";
import { turnsDuring } from "@/lib/testing/turns-during";
import { createWriteQueue } from "./write-queue";

const WRITES = 50;
const deadline = performance.now() + 60_000;

test("the event loop comes round between writes that wait together, and between those of one caller", async () => {
  const queue = createWriteQueue();
  const write = async (): Promise<void> => {
    const endTurn = await queue.enter({ deadline, waitingMax: Infinity });
    endTurn();
  };
  const together = await turnsDuring(() => Promise.all(Array.from({ length: WRITES }, write)));
  expect(together.turns).toBeGreaterThanOrEqual(WRITES - 1);
  const oneByOne = await turnsDuring(async () => {
    for (let written = 0; written < WRITES; written += 1) await write();
  });
  expect(oneByOne.turns).toBeGreaterThanOrEqual(WRITES - 1);
});

test("writes run one at a time, in the order in which they came", async () => {
  const queue = createWriteQueue();
  const order: string[] = [];
  await Promise.all(
    Array.from({ length: 5 }, async (_, number) => {
      const endTurn = await queue.enter({ deadline, waitingMax: Infinity });
      order.push(`${number} starts`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`${number} ends`);
      endTurn();
    }),
  );
  expect(order).toEqual(Array.from({ length: 5 }, (_, number) => [`${number} starts`, `${number} ends`]).flat());
});

test("a turn that is ended twice lets no two writes run at once", async () => {
  const queue = createWriteQueue();
  const first = await queue.enter({ deadline, waitingMax: Infinity });
  const second = queue.enter({ deadline, waitingMax: Infinity });
  let thirdRuns = false;
  void queue.enter({ deadline, waitingMax: Infinity }).then(() => (thirdRuns = true));
  first();
  first();
  await second;
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  expect(thirdRuns).toBe(false);
});
