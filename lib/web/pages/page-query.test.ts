import { describe, expect, test } from "vitest";
import { auditLogPageSchema, usersPageSchema } from "@/lib/schemas/administration";
import { toAuditLogInput, toUserListInput } from "./administration-queries";
import { pageQuery } from "./page-query";

const readUsers = pageQuery(usersPageSchema);
const readLog = pageQuery(auditLogPageSchema);
const now = new Date("2026-03-31T12:00:00Z");

describe("the query of a page", () => {
  test("is parsed as by the API, and empty fields count as omitted", () => {
    const { input, error } = readUsers({
      q: "ada",
      role: "",
      status: "disabled",
      two_factor: "true",
      page: "2",
      utm_source: "x",
    });
    expect(error).toBeNull();
    expect(input).toMatchObject({ q: "ada", status: "disabled", two_factor: true, page: 2, sort: "created" });
    expect(input.role).toBeUndefined();
  });

  test("gives the defaults and an error if it is invalid", () => {
    for (const senseless of [{ page: "0" }, { role: "king" }, { q: ["a", "b"] }, { seen: "1y" }]) {
      const { input, error } = readUsers(senseless);
      expect(error).toMatch(/\w/);
      expect(input).toEqual({ sort: "created", size: 25, page: 1 });
    }
  });

  test("filters by the last log-in in days", () => {
    expect(toUserListInput(readUsers({ seen: "7d" }).input, now)).toMatchObject({
      last_seen_from: new Date("2026-03-24T12:00:00Z"),
    });
    expect(toUserListInput(readUsers({ seen: "not-30d" }).input, now)).toMatchObject({
      last_seen_before: new Date("2026-03-01T12:00:00Z"),
    });
    expect(toUserListInput(readUsers({}).input, now)).toEqual({ sort: "created", size: 25, page: 1 });
  });

  test("reads ranges of days that end today in UTC", () => {
    const from = (range: string): unknown => toAuditLogInput(readLog({ range }).input, now).from;
    expect(from("today")).toEqual(new Date("2026-03-31T00:00:00Z"));
    expect(from("7d")).toEqual(new Date("2026-03-25T00:00:00Z"));
    expect(from("30d")).toEqual(new Date("2026-03-02T00:00:00Z"));
  });

  test("includes the last day of the audit log filter", () => {
    const input = toAuditLogInput(readLog({ from: "2026-02-28", to: "2026-02-28" }).input, now);
    expect(input).toMatchObject({ from: new Date("2026-02-28T00:00:00Z"), to: new Date("2026-03-01T00:00:00Z") });
    expect(toAuditLogInput(readLog({ range: "today", to: "2026-02-28" }).input, now)).not.toHaveProperty("from");
    expect(readLog({ from: "2026-02-30" }).error).toMatch(/^from: Must be a date/);
  });
});
