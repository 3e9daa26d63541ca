import { expect, test } from "vitest";
import type { ActivityEvent } from "@/lib/schemas/activity";
import { activityRows } from "./activity-rows";

function event(action: string, at: string, more: Partial<ActivityEvent> = {}): ActivityEvent {
  return {
    id: `${action} ${at}`,
    at: `2026-11-27T12:00:${at}.000Z`,
    action,
    description: action,
    outcome: "success",
    subject: null,
    by: { kind: "you", name: null },
    device: "Firefox on Linux",
    address: null,
    ...more,
  };
}

const titlesOf = (...events: ActivityEvent[]): string[] =>
  activityRows(events.map((one) => ({ events: [one] }))).map(({ title }) => title);

test("two events of one step are one row, in either order", () => {
  const together = ["Logged in with a recovery code", "account.update"];
  const update = event("account.update", "01");
  expect(titlesOf(event("session.sign_in", "09"), event("recovery_code.use", "09"), update)).toEqual(together);
  expect(titlesOf(event("recovery_code.use", "09"), event("session.sign_in", "09"), update)).toEqual(together);
});

test("events of different times or users, repeats and failures stay apart", () => {
  const used = event("recovery_code.use", "09");
  expect(titlesOf(event("session.sign_in", "30"), used)).toHaveLength(2);
  expect(titlesOf(event("session.sign_in", "09", { outcome: "failure" }), used)).toHaveLength(2);
  expect(titlesOf(event("session.sign_in", "09", { by: { kind: "unknown", name: null } }), used)).toHaveLength(2);
  const logIn = event("session.sign_in", "09");
  expect(activityRows([{ events: [logIn, logIn] }, { events: [used] }])).toHaveLength(2);
});

test("a row names the authenticator that it is about, if the event has its name", () => {
  expect(titlesOf(event("authenticator.remove", "09", { subject: "Pixel" }))).toEqual(["authenticator.remove: Pixel"]);
  expect(titlesOf(event("authenticator.remove", "09"))).toEqual(["authenticator.remove"]);
});
