import { expect, test } from "vitest";
import { detailName, detailText, isWorthShowing } from "./event-detail-text";

test.each([
  ["reason", "address_released", "the owner of the mailbox removed the email address"],
  ["role", "admin", "Administrator"],
  ["status", "disabled", "Disabled"],
  ["second_factor", "recovery_code", "recovery code"],
  ["notice", "password-changed", "password changed"],
  ["change", "end_sessions", "End all sessions"],
  ["template", "new-sign-in", "New log-in"],
  ["kind", "event_missing", "event missing"],
  ["fields", ["full_name", "username"], "full name, username"],
  ["filter", { q: "ada", status: "active" }, "search ada, status Active"],
  ["filter", '{"role":"admin"}', "role Administrator"],
  ["filter", { two_factor: "false", never_seen: true }, "without two-factor authentication, never logged in"],
  ["filter", {}, "none"],
  ["username", null, "none"],
  ["new_device", true, "yes"],
])("the detail %s %o has no codes", (name, value, text) => {
  expect(detailText(name, value)).toBe(text);
});

test("other values are shown as they are", () => {
  expect(detailText("reason", "Showed a passport")).toBe("Showed a passport");
  expect(detailText("email", "first_last@example.org")).toBe("first_last@example.org");
  expect(detailText("ended_sessions", 0)).toBe("0");
});

test("the names of details have no underscores", () => {
  expect(["ended_sessions", "left", "allow_roles"].map(detailName)).toEqual([
    "Ended sessions",
    "Codes left",
    "Roles imported",
  ]);
});

test("what is true of most events isn't shown, and what stands out is", () => {
  expect([
    isWorthShowing("new_device", false),
    isWorthShowing("second_factor", "none"),
    isWorthShowing("ended_sessions", 0),
    isWorthShowing("filter", null),
  ]).toEqual([false, false, false, false]);
  expect([
    isWorthShowing("new_device", true),
    isWorthShowing("second_factor", "recovery_code"),
    isWorthShowing("ended_sessions", 2),
    isWorthShowing("created", 0),
  ]).toEqual([true, true, true, true]);
});
