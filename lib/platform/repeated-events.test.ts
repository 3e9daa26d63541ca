import { expect, test } from "vitest";
import { createRepeatedEvents, type RepeatedEvents } from "./repeated-events";

function create(kindsMax?: number) {
  const reports: [string | null, RepeatedEvents][] = [];
  const timers: { work: () => void; milliseconds: number }[] = [];
  const events = createRepeatedEvents<string>({
    report: (kind, repeated) => reports.push([kind, repeated]),
    ...(kindsMax !== undefined && { kindsMax }),
    after: (work, milliseconds) => timers.push({ work, milliseconds }),
  });
  return {
    events,
    reports,
    timers,
    add: (key: string, id: string) => events.isFirst(key, id, () => key),
  };
}

test("the first event of a kind passes, and the others are reported after a minute", () => {
  const { reports, timers, add } = create();
  expect([add("a", "1"), add("a", "2"), add("b", "3"), add("a", "4")]).toEqual([true, false, true, false]);
  expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([60_000]);
  expect(reports).toEqual([]);

  timers[0]?.work();
  expect(reports).toEqual([["a", { repeated: 2, first_request_id: "2", last_request_id: "4" }]]);

  expect(add("a", "5")).toBe(true);
  expect(timers).toHaveLength(2);
});

test("kinds beyond the limit are one number", () => {
  const { events, reports, add } = create(2);
  expect(["a", "b", "c", "d", "a", "c"].map((key, at) => add(key, String(at)))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  events.reportAll();
  expect(reports).toEqual([
    ["a", { repeated: 1, first_request_id: "4", last_request_id: "4" }],
    [null, { repeated: 3, first_request_id: "2", last_request_id: "5" }],
  ]);
  events.reportAll();
  expect(reports).toHaveLength(2);
});
