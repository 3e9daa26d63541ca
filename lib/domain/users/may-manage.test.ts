import { expect, test } from "vitest";
import { manageActions, mayManage, type ManageAction } from "./may-manage";
import { roles } from "./roles";

const actions = Object.keys(manageActions) as ManageAction[];

test("an administrator does everything with everybody but reset their own second factor", () => {
  const actor = { id: "1", role: "admin" } as const;
  for (const role of roles)
    for (const action of actions) expect(mayManage(actor, { id: "2", role }, action), `${action} ${role}`).toBe(true);
  for (const action of actions) expect(mayManage(actor, actor, action), action).toBe(action !== "reset-two-factor");
});

test("a moderator reads everybody, and acts on other people of role user as far as moderators may", () => {
  const actor = { id: "1", role: "moderator" } as const;
  const allowed = new Set<ManageAction>(["read", "read-activity", "disable", "enable", "end-sessions"]);
  for (const action of actions) {
    expect(mayManage(actor, { id: "2", role: "user" }, action), action).toBe(allowed.has(action));
    for (const target of [{ id: "2", role: "admin" }, { id: "3", role: "moderator" }, actor] as const)
      expect(mayManage(actor, target, action), action).toBe(action === "read");
  }
});

test("somebody without a role does nothing, with their own account neither", () => {
  const actor = { id: "1", role: "user" } as const;
  for (const action of actions)
    expect([mayManage(actor, { id: "2", role: "user" }, action), mayManage(actor, actor, action)], action).toEqual([
      false,
      false,
    ]);
});
