import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { gatherWork } from "./gathered-work";

type Entry = { id: string; value: number };
const WAIT_MS = 30_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start(sizeMax = 100) {
  const done: Entry[][] = [];
  const failures: unknown[] = [];
  let failing = false;
  const gathered = gatherWork<Entry>({
    waitMs: WAIT_MS,
    sizeMax,
    work: async (entries) => {
      if (failing) throw new Error("the database is away");
      done.push(entries);
    },
    report: (error) => failures.push(error),
  });
  return { ...gathered, done, failures, fail: (value: boolean) => void (failing = value) };
}

test("entries of 30 seconds are done at once, the newest of each id", async () => {
  const { add, done } = start();
  add({ id: "a", value: 1 });
  await vi.advanceTimersByTimeAsync(WAIT_MS - 1);
  add({ id: "b", value: 2 });
  add({ id: "a", value: 3 });
  expect(done).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(done).toEqual([
    [
      { id: "a", value: 3 },
      { id: "b", value: 2 },
    ],
  ]);
  await vi.advanceTimersByTimeAsync(10 * WAIT_MS);
  expect(done).toHaveLength(1);
});

test("after a failure the entries wait again, unless newer ones replace them", async () => {
  const { add, done, fail, failures } = start();
  fail(true);
  add({ id: "a", value: 1 });
  add({ id: "b", value: 1 });
  await vi.advanceTimersByTimeAsync(WAIT_MS);
  expect(failures).toHaveLength(1);
  fail(false);
  add({ id: "a", value: 2 });
  await vi.advanceTimersByTimeAsync(WAIT_MS);
  expect(done).toEqual([
    [
      { id: "a", value: 2 },
      { id: "b", value: 1 },
    ],
  ]);
});

test("many entries don't wait, and while the work fails their number is limited", async () => {
  const { add, done, fail, flush } = start(2);
  add({ id: "a", value: 1 });
  add({ id: "b", value: 1 });
  await vi.advanceTimersByTimeAsync(0);
  expect(done).toHaveLength(1);
  fail(true);
  for (let number = 0; number < 50; number += 1) {
    add({ id: `${number}`, value: number });
    await vi.advanceTimersByTimeAsync(0);
  }
  fail(false);
  await flush();
  expect(done[1]).toHaveLength(20);
});
