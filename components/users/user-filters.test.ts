import { expect, test } from "vitest";
import { usersPageSchema } from "@/lib/schemas/administration";
import { setFilters, userFilters } from "./user-filters";

const chipsOf = (query: object) =>
  setFilters(userFilters(usersPageSchema.parse(query))).map(({ chip, without }) => [chip, without]);

test.each([
  [{ status: "active", has_password: true }, "Status: Active"],
  [{ status: "active" }, "Status: Not disabled"],
  [{ status: "disabled", has_password: false }, "Status: Disabled, without a password"],
  [{ has_password: true }, "Status: With a password"],
  [{ invited: false }, "Status: Without an invitation"],
])("the status filter %j has a chip that removes it", (query, chip) => {
  expect(chipsOf(query)).toEqual([[chip, "/admin/users"]]);
});

test("each filter that is set has a chip, which keeps the others", () => {
  expect(chipsOf({ role: "admin", two_factor: false, verified: true, seen: "never", q: "ada" })).toEqual([
    ["Role: Administrator", "/admin/users?q=ada&two_factor=false&verified=true&seen=never"],
    ["Two-factor: Off", "/admin/users?q=ada&role=admin&verified=true&seen=never"],
    ["Email: Verified", "/admin/users?q=ada&role=admin&two_factor=false&seen=never"],
    ["Never logged in", "/admin/users?q=ada&role=admin&two_factor=false&verified=true"],
  ]);
});
