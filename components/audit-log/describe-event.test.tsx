import { expect, test } from "vitest";
import { auditActions } from "@/lib/domain/users/audit-actions";
import { permissionsByRole } from "@/lib/domain/users/permissions";
import { describeEvent } from "./describe-event";

test("a failed log-in isn't said to have had a wrong password: the account may be disabled", () => {
  const event = {
    action: "session.sign_in",
    description: auditActions["session.sign_in"],
    outcome: "failure",
  } as const;
  expect(describeEvent(event)).toBe("Failed log-in");
});

test("actions that moderators may take aren't said to be an administrator's alone", () => {
  expect(permissionsByRole.moderator.has("users:end-sessions")).toBe(true);
  expect(auditActions["user.end_sessions"]).not.toContain("administrator");
});
