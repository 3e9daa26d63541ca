import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bulkActions, inviteObstacles, previewBulk, planBulk, type BulkChange, type BulkTarget } from "./plan-bulk";
import { planUndo, type UndoTarget } from "./plan-undo";
import { roles, userStatuses } from "./roles";

const admin = { id: "me", role: "admin" } as const;
const someone = (facts: Partial<BulkTarget>): BulkTarget => ({
  id: "1",
  role: "user",
  status: "active",
  mustChangePassword: false,
  ...facts,
});

const someChange: fc.Arbitrary<BulkChange> = fc
  .constantFrom(...bulkActions)
  .chain(
    (action): fc.Arbitrary<BulkChange> =>
      action === "set_role" ? fc.constantFrom(...roles).map((role) => ({ action, role })) : fc.constant({ action }),
  );
const someState = fc.record({
  role: fc.constantFrom(...roles),
  status: fc.constantFrom(...userStatuses),
  mustChangePassword: fc.boolean(),
  inviteObstacle: fc.constantFrom(null, ...inviteObstacles),
});

describe("a bulk action", () => {
  test("skips the actor, unchanged accounts and deleted accounts, with the reasons", () => {
    const targets = [
      someone({}),
      someone({ id: "me" }),
      someone({ status: "disabled" }),
      someone({ status: "deleted" }),
    ];
    expect(planBulk(admin, targets, { action: "disable" }, 5)).toEqual([null, "self", "already_so", "deleted"]);
    expect(planBulk(admin, targets, { action: "restore" }, 5)).toEqual(["already_so", "self", "already_so", null]);
    expect(
      planBulk({ id: "me", role: "moderator" }, [someone({}), someone({ role: "admin" })], { action: "disable" }, 5),
    ).toEqual([null, "not_allowed"]);
    expect(planBulk({ id: "me", role: "moderator" }, [someone({})], { action: "delete" }, 5)).toEqual(["not_allowed"]);
    expect(
      planBulk(admin, [someone({ mustChangePassword: true }), someone({})], { action: "require_password_change" }, 5),
    ).toEqual(["already_so", null]);
  });

  test("invites only active users without a password, an address missing or an invitation, and only by administrators", () => {
    const targets = [
      someone({}),
      someone({ id: "me" }),
      someone({ status: "disabled" }),
      someone({ status: "deleted" }),
      ...inviteObstacles.map((inviteObstacle) => someone({ inviteObstacle })),
      someone({ role: "admin" }),
    ];
    expect(planBulk(admin, targets, { action: "invite" }, 1)).toEqual([
      null,
      "self",
      "disabled",
      "deleted",
      ...inviteObstacles,
      null,
    ]);
    expect(planBulk({ id: "me", role: "moderator" }, [someone({})], { action: "invite" }, 1)).toEqual(["not_allowed"]);
  });

  test("never removes the last administrator, and neither does its undo", () => {
    fc.assert(
      fc.property(fc.array(someState, { maxLength: 20 }), someChange, fc.nat({ max: 3 }), (states, change, more) => {
        const targets = states.map(
          (state, index): UndoTarget => ({
            ...state,
            id: String(index),
            before: change.action === "set_role" ? "user" : "active",
            isChangedSince: false,
          }),
        );
        const isAdministrator = ({ role, status }: BulkTarget): boolean => role === "admin" && status === "active";
        const active = targets.filter(isAdministrator).length + more;
        const goneBy = (plan: readonly unknown[]): number =>
          targets.filter((target, index) => plan[index] === null && isAdministrator(target)).length;
        if (active === 0) return;
        const isDemotion = change.action === "set_role" && change.role !== "admin";
        if (isDemotion || change.action === "disable" || change.action === "delete")
          expect(goneBy(planBulk(admin, targets, change, active))).toBeLessThan(active);
        if (change.action === "enable" || change.action === "restore" || change.action === "set_role")
          expect(goneBy(planUndo(admin, targets, change, active))).toBeLessThan(active);
      }),
    );
  });

  test("has a preview by counts that equals the plan by accounts", () => {
    fc.assert(
      fc.property(
        fc.array(someState, { maxLength: 20 }),
        someChange,
        fc.constantFrom(...roles),
        fc.boolean(),
        fc.nat({ max: 2 }),
        (states, change, role, isSelfAmong, more) => {
          const actor = { id: "me", role };
          const targets = states.map((state, index) => ({ ...state, id: String(index) }));
          const active =
            targets.filter(({ role: one, status }) => one === "admin" && status === "active").length + more;
          const reasons = planBulk(
            actor,
            [...targets, ...(isSelfAmong ? [{ ...someone({ id: "me" }), role }] : [])],
            change,
            active,
          );
          const preview = previewBulk(
            actor,
            { others: states.map((state) => ({ ...state, count: 1 })), isSelfAmong },
            change,
            active,
          );
          expect(preview.matched).toBe(reasons.length);
          expect(preview.changed).toBe(reasons.filter((reason) => reason === null).length);
          for (const { reason, count } of preview.skipped)
            expect(
              reasons.filter((one) => one === reason),
              reason,
            ).toHaveLength(count);
        },
      ),
    );
  });
});

describe("undoing a bulk action", () => {
  const changed = (facts: Partial<UndoTarget>): UndoTarget => ({
    ...someone({ status: "disabled" }),
    before: "active",
    isChangedSince: false,
    ...facts,
  });

  test("restores accounts that weren't changed since, and skips the rest with the reasons", () => {
    const targets = [
      changed({}),
      changed({ status: "active" }),
      changed({ isChangedSince: true }),
      changed({ id: "me" }),
      changed({ status: "deleted" }),
    ];
    expect(planUndo(admin, targets, { action: "disable" }, 2)).toEqual([
      null,
      "changed_since",
      "changed_since",
      "self",
      "changed_since",
    ]);
    expect(
      planUndo({ id: "me", role: "moderator" }, [changed({}), changed({ role: "admin" })], { action: "disable" }, 2),
    ).toEqual([null, "not_allowed"]);
  });

  test("doesn't restore ended sessions", () => {
    expect(planUndo(admin, [changed({})], { action: "end_sessions" }, 2)).toEqual(["not_allowed"]);
  });

  test("keeps the last administrator, even if the bulk action gave that role", () => {
    const made = changed({ status: "active", role: "admin", before: "user" });
    expect(
      planUndo({ id: "me", role: "admin" }, [made, { ...made, id: "2" }], { action: "set_role", role: "admin" }, 2),
    ).toEqual([null, "last_administrator"]);
  });
});
