import { expect, test } from "vitest";
import { groupRepeats } from "./group-repeats";

const event = (id: string, action: string, outcome: string, by = { kind: "you", name: null as string | null }) => ({
  id,
  action,
  outcome,
  by,
});

test("events in a row that differ only in time and place are one group, in order", () => {
  const ada = { kind: "administrator", name: "Ada" };
  const eve = { kind: "administrator", name: "Eve" };
  const events = [
    event("1", "log-in", "failure"),
    event("2", "log-in", "failure"),
    event("3", "log-in", "success"),
    event("4", "log-in", "failure"),
    event("5", "disable", "success", ada),
    event("6", "disable", "success", ada),
    event("7", "disable", "success", eve),
    event("8", "disable", "success"),
  ];
  const ids = groupRepeats(events, ({ by }) => `${by.kind} ${by.name}`).map((group) =>
    group.events.map(({ id }) => id).join(""),
  );
  expect(ids).toEqual(["12", "3", "4", "56", "7", "8"]);
  expect(groupRepeats([], () => null)).toEqual([]);
});
