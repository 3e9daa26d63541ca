import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { createJobRecords } from "./job-records";

const now = new Date("2026-11-21T12:00:00Z");
const recordOf = (records: ReturnType<typeof createJobRecords>, name: string) =>
  records.list().find((record) => record.name === name);

test("a job that hasn't run yet is listed", () => {
  expect(
    recordOf(
      createJobRecords(() => now),
      "remove-expired",
    ),
  ).toEqual({ name: "remove-expired", startedAt: null, durationMs: null, problem: null });
});

test("a run is recorded with its time, and returns the work's result", async () => {
  const records = createJobRecords(() => now);
  expect(await records.run("index-users", async () => 7)).toBe(7);
  expect(recordOf(records, "index-users")).toEqual({
    name: "index-users",
    startedAt: now,
    durationMs: expect.any(Number),
    problem: null,
  });
});

test("a failure is recorded without internal details, and rethrown", async () => {
  const records = createJobRecords(() => now);
  const fail = (error: Error) =>
    expect(records.run("index-users", async () => Promise.reject(error))).rejects.toBe(error);
  await fail(new AppError("unavailable", "The service is busy."));
  expect(recordOf(records, "index-users")?.problem).toBe("The service is busy.");
  await fail(new Error("connect to 10.0.0.1 with hunter2"));
  expect(recordOf(records, "index-users")?.problem).toBe("See the log.");
  await records.run("index-users", async () => null);
  expect(recordOf(records, "index-users")?.problem).toBeNull();
});

test("a result can report a failure", async () => {
  const records = createJobRecords(() => now);
  await records.run(
    "deliver-mail",
    async () => "refused",
    (result) => result,
  );
  expect(recordOf(records, "deliver-mail")?.problem).toBe("refused");
});
