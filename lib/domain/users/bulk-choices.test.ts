import { expect, test } from "vitest";
import { choicesFor, choicesForStatus } from "./bulk-choices";

const admin = { id: "boss", role: "admin" } as const;
const user = {
  id: "1",
  role: "user",
  status: "active",
  mustChangePassword: false,
  hasPassword: true,
  inviteObstacle: "has_password",
} as const;

test("offers only what would change the user", () => {
  expect(choicesFor(admin, user)).toEqual([
    "disable",
    "end_sessions",
    "require_password_change",
    "set_role:admin",
    "set_role:moderator",
    "delete",
  ]);
  expect(choicesFor(admin, { ...user, status: "disabled" })).toContain("enable");
  expect(choicesFor(admin, { ...user, status: "disabled" })).not.toContain("disable");
  expect(choicesFor(admin, { ...user, status: "deleted" })).toEqual(["restore"]);
  expect(choicesFor(admin, { ...user, id: "boss" })).toEqual([]);
});

test("offers an invitation, and nothing about sessions, for a user without a password", () => {
  const bare = { ...user, hasPassword: false, inviteObstacle: null };
  expect(choicesFor(admin, bare)).toEqual(["invite", "disable", "set_role:admin", "set_role:moderator", "delete"]);
  expect(choicesFor(admin, { ...bare, inviteObstacle: "already_invited" })).not.toContain("invite");
});

test("offers to restore all matching users only when they are deleted", () => {
  expect(choicesForStatus("deleted")).toEqual(["restore"]);
  for (const status of [undefined, "active", "disabled"] as const) {
    expect(choicesForStatus(status)).not.toContain("restore");
    expect(choicesForStatus(status)).toContain("disable");
  }
});

test("offers a moderator only what moderators may do", () => {
  expect(choicesFor({ id: "mod", role: "moderator" }, user)).toEqual(["disable", "end_sessions"]);
  expect(choicesFor({ id: "mod", role: "moderator" }, { ...user, role: "admin" })).toEqual([]);
});
