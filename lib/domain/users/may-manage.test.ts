import { expect, test } from "vitest";
import { manageActions, mayManage, type ManageAction } from "./may-manage";
import { roles } from "./roles";

const actions = Object.keys(manageActions) as ManageAction[];

test("an administrator may do everything with every account, except reset their own second factor", () => {
  const actor = { id: "1", role: "admin" } as const;
  for (const role of roles)
    for (const action of actions) expect(mayManage(actor, { id: "2", role }, action), `${action} ${role}`).toBe(true);
  for (const action of actions) expect(mayManage(actor, actor, action), action).toBe(action !== "reset-two-factor");
});

test("a moderator may read every account, and use their permissions on other accounts with role user", () => {
  const actor = { id: "1", role: "moderator" } as const;
  const allowed = new Set<ManageAction>(["read", "read-activity", "disable", "enable", "end-sessions"]);
  for (const action of actions) {
    expect(mayManage(actor, { id: "2", role: "user" }, action), action).toBe(allowed.has(action));
    for (const target of [{ id: "2", role: "admin" }, { id: "3", role: "moderator" }, actor] as const)
      expect(mayManage(actor, target, action), action).toBe(action === "read");
  }
});

test("a user may manage no account, not even their own", () => {
  const actor = { id: "1", role: "user" } as const;
  for (const action of actions)
    expect([mayManage(actor, { id: "2", role: "user" }, action), mayManage(actor, actor, action)], action).toEqual([
      false,
      false,
    ]);
});
