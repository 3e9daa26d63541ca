import { expect, test } from "vitest";
import { groupRuns } from "./group-runs";

type Event = { id: string; action: string; outcome: string; by: string; details: Record<string, unknown> };

const event = (id: string, action: string, details: Record<string, unknown> = {}, by = "ada"): Event => ({
  id,
  action,
  outcome: "success",
  by,
  details,
});

function grouped(...events: Event[]): string[] {
  return groupRuns(events, ({ by }) => by).map(
    ({ events: own, run }) => own.map(({ id }) => id).join("") + (run === undefined ? "" : `:${run.id}`),
  );
}

test("a run and the events of its accounts are one group", () => {
  expect(
    grouped(
      event("1", "session.sign_in"),
      event("2", "user.enable"),
      event("3", "user.undo_many", { change: "disable", changed: 2 }),
      event("4", "user.disable"),
      event("5", "user.disable"),
      event("6", "user.change_many", { change: "disable", matched: 3 }),
      event("7", "user.import", { created: 2, updated: 1 }),
      event("8", "user.update"),
      event("9", "account.import"),
      event("a", "account.import"),
      event("b", "session.sign_in"),
    ),
  ).toEqual(["1", "23:3", "456:6", "789a:7", "b"]);
  expect(
    grouped(
      event("1", "invitation.create"),
      event("2", "invitation.create_many", { lines: 1 }),
      event("3", "invitation.revoke_many", { revoked: 2 }),
      event("4", "invitation.revoke"),
      event("5", "invitation.revoke"),
      event("6", "invitation.remind_many", { reminded: 1 }),
      event("7", "invitation.renew"),
    ),
  ).toEqual(["12:2", "345:3", "67:6"]);
});

test("what others do, other actions, and more than the run names stay outside it", () => {
  expect(
    grouped(
      event("1", "user.disable"),
      event("2", "user.disable"),
      event("3", "user.change_many", { change: "disable", matched: 1 }),
      event("4", "user.disable", {}, "eve"),
      event("5", "user.enable"),
      event("6", "user.change_many", { change: "disable", matched: 5 }),
    ),
  ).toEqual(["1", "23:3", "4", "5", "6:6"]);
});

test("a role that a run changed twice belongs to the run and to its undoing", () => {
  expect(
    grouped(
      event("1", "role.change"),
      event("2", "user.undo_many", { change: "set_role", changed: 2 }),
      event("3", "role.change"),
      event("4", "role.change"),
      event("5", "user.change_many", { change: "set_role", matched: 2 }),
    ),
  ).toEqual(["12:2", "345:5"]);
});
