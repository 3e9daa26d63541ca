import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { createLoopWatch } from "./loop-watch";

function watchByHand() {
  const clock = { nowMs: 1000, processorMs: 500 };
  const warnings: object[] = [];
  let measure = (): void => undefined;
  const watch = createLoopWatch({
    log: { warn: (fields) => warnings.push(fields) },
    nowMs: () => clock.nowMs,
    processorMs: () => clock.processorMs,
    every: (work) => {
      measure = work;
      return { stop: () => (measure = () => undefined) };
    },
  });
  watch.start();
  const pass = (ms: number, processorMs = ms): void => {
    clock.nowMs += ms;
    clock.processorMs += processorMs;
  };
  const begin = (name: string, id?: string) => {
    const work = { name, ...(id !== undefined && { id }), startedAt: clock.nowMs };
    watch.begin(work);
    return work;
  };
  return { watch, begin, warnings, pass, measure: () => measure() };
}

test("a delay of 250 ms is reported with the work under way, the longest first; a shorter one isn't", () => {
  const { begin, warnings, pass, measure } = watchByHand();
  begin("job audit-seals");
  pass(349);
  measure();
  expect(warnings).toEqual([]);

  begin("GET /api/v1/users", "request-1");
  pass(350);
  measure();
  expect(warnings).toEqual([
    {
      delay_ms: 250,
      processor_ms: 350,
      work: [
        { name: "job audit-seals", id: undefined, ms: 699 },
        { name: "GET /api/v1/users", id: "request-1", ms: 350 },
      ],
      works: 2,
    },
  ]);
});

test("work that ended before the late measurement is reported once, and short work never", () => {
  const { watch, begin, warnings, pass, measure } = watchByHand();
  const long = begin("POST /api/v1/users/export", "request-1");
  pass(400, 380);
  watch.end(long);
  watch.end(begin("GET /api/health", "request-2"));
  measure();
  pass(500);
  measure();
  expect(warnings).toEqual([
    {
      delay_ms: 300,
      processor_ms: 380,
      work: [{ name: "POST /api/v1/users/export", id: "request-1", ms: 400 }],
      works: 1,
    },
    { delay_ms: 400, processor_ms: 500, work: [], works: 0 },
  ]);
});

test("a report names at most ten works and counts the others", () => {
  const { begin, warnings, pass, measure } = watchByHand();
  for (let index = 0; index < 300; index += 1) begin(`GET /${index}`, String(index));
  pass(1000);
  measure();
  expect(warnings).toMatchObject([{ works: 300, work: { length: 10 } }]);
});

test("after a stop nothing is measured, and a new start counts from then on", () => {
  const { watch, warnings, pass, measure } = watchByHand();
  watch.stop();
  pass(10_000);
  measure();
  watch.start();
  pass(100);
  measure();
  expect(warnings).toEqual([]);
});

test("a loop that is really blocked is reported", async () => {
  const warnings: object[] = [];
  const watch = createLoopWatch({ log: { warn: (fields) => warnings.push(fields) } });
  watch.start();
  const work = { name: "GET /slow", id: "request-1", startedAt: performance.now() };
  watch.begin(work);
  await pause(1);
  for (const end = performance.now() + 500; performance.now() < end; );
  watch.end(work);
  await expect.poll(() => warnings).toMatchObject([{ work: [{ name: "GET /slow", id: "request-1" }] }]);
  watch.stop();
});
