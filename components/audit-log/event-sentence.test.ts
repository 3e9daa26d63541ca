import { expect, test } from "vitest";
import { routes } from "@/lib/routes";
import { commonParts, eventSentence, runResult } from "./event-sentence";

const exported = { format: "csv", rows: 200, complete: true, filter: {} };

test.each([
  ["user.export", exported, ["200 users as CSV"]],
  [
    "user.export",
    { ...exported, complete: false, filter: { status: "active" } },
    ["200 users as CSV", "interrupted", "filter: status Active"],
  ],
  ["account.import", { role: "user", status: "active", password: false, two_factor: false }, []],
  [
    "account.import",
    { role: "admin", status: "active", password: true, two_factor: false },
    ["Administrator", "with a password"],
  ],
  ["session.sign_in", { new_device: true, second_factor: "none" }, ["New device"]],
  ["session.sign_in", { new_device: false, second_factor: "totp" }, ["With an authenticator app"]],
  ["session.sign_in", {}, []],
  ["password.change", { ended_sessions: 6 }, ["6 sessions ended"]],
  ["password.change", { ended_sessions: 0 }, []],
  [
    "user.disable",
    { before: { status: "active" }, after: { status: "disabled" }, ended_sessions: 1 },
    ["1 session ended"],
  ],
  ["user.create", { after: { email: "ada@example.org", username: null, role: "user" } }, ["ada@example.org"]],
  [
    "user.change_many",
    { run: "9", change: "invite", role: null, matched: 200, filter: '{"has_password":false}' },
    ["Invite", "200 users", "filter: without a password"],
  ],
  ["invitation.remind_many", { run: null, reminded: 196, skipped: 0 }, ["196 users"]],
  [
    "invitation.create",
    { invitation: "7", after: { email: "ada@example.org", role: "user", hours: 168, mailed: false } },
    ["ada@example.org", "link valid for 7 days", "not emailed"],
  ],
])("the details of %s are words without names and without what is usual", (action, details, parts) => {
  expect(eventSentence(action, details)?.parts).toEqual(parts);
});

test("an event leads to the invitations that it made", () => {
  expect(eventSentence("invitation.create_many", { run: "9", lines: 3, role: "user" })).toEqual({
    parts: ["3 addresses"],
    link: { label: "View these invitations", href: routes.invitations({ run_id: "9" }) },
  });
});

test("an unknown event and details of an older version have no words of their own", () => {
  expect(eventSentence("account.teleport", {})).toBeNull();
  expect(eventSentence("user.export", { rows: 3 })).toBeNull();
});

test("a bulk action is titled by what was done, and to how many of the matching users", () => {
  const details = { run: "9", change: "invite", role: null, matched: 200, filter: null };
  const action = "user.change_many";
  expect(runResult({ action, details }, 196)).toMatchObject({ title: "196 users invited", parts: ["of 200 users"] });
  expect(runResult({ action, details: { ...details, matched: 196 } }, 196).parts).toEqual([]);
  const roles = { ...details, change: "set_role", role: "admin", matched: 1 };
  expect(runResult({ action, details: roles }, 1)).toMatchObject({ title: "1 user given another role" });
});

test("what all events of a run say is found once, and differences are left to each", () => {
  const invited = (email: string, mailed = false) => ({
    action: "invitation.create",
    details: { invitation: email, after: { email, role: "user", hours: 168, mailed } },
  });
  expect(commonParts([invited("a@example.org"), invited("b@example.org")])).toEqual([
    "link valid for 7 days",
    "not emailed",
  ]);
  expect(commonParts([invited("a@example.org"), invited("b@example.org", true)])).toEqual(["link valid for 7 days"]);
  expect(commonParts([invited("a@example.org")])).toEqual([]);
});

test("an import is called by what it did, and says only the rest", () => {
  const counts = {
    rows: 18,
    created: 15,
    updated: 0,
    skipped: 0,
    refused: 0,
    on_existing: "skip",
    allow_roles: false,
  };
  expect(eventSentence("user.import", counts)).toEqual({ title: "15 users imported", parts: [] });
  expect(eventSentence("user.import", { ...counts, updated: 1, refused: 2 })).toEqual({
    title: "16 users imported",
    parts: ["15 created", "1 updated", "2 left out"],
  });
});
