import { describe, expect, test } from "vitest";
import { chooseColumns, findClearPasswords } from "./choose-columns";
import { decodeFile } from "./decode-file";
import { columnsOf } from "./foreign-records";
import { parseRecords } from "./parse-records";
import { readUser, type ForeignUser } from "./read-user";
import { sourceNames } from "./source-systems";
import { sampleBytes, samples } from "./testing/samples";

const now = new Date("2026-11-01T00:00:00Z");

describe("the exports of other systems are read unchanged", () => {
  test.each(samples.map((sample) => [sample.file, sample] as const))("%s", (file, sample) => {
    const records = parseRecords({ text: decodeFile(sampleBytes(file)) }, Infinity);
    const columns = columnsOf(records);
    expect(findClearPasswords(records, columns)).toBeNull();
    const chosen = chooseColumns(records, columns, {});
    expect(chosen.source).toBe(sample.source);
    expect(chosen.notUnderstood).toEqual(sample.notUnderstood);
    const users: ForeignUser[] = records.map(({ record }) => readUser(record, chosen, { allowRoles: false, now }));
    expect(users.flatMap(({ problems }) => problems)).toEqual([]);
    expect(users.map(({ fields: { email, disabled = false } }) => [email, disabled])).toEqual(
      sample.users.map(({ email, disabled = false }) => [email, disabled]),
    );
    for (const [index, { name, username, verified, created }] of sample.users.entries()) {
      const fields: ForeignUser["fields"] = users[index]?.fields ?? {};
      expect(fields.full_name).toBe(name);
      if (username !== undefined) expect(fields.username).toBe(username);
      expect(fields.email_verified ?? false, fields.email).toBe(verified ?? false);
      if (created !== undefined) expect(fields.created_at?.toISOString()).toBe(created);
    }
  });

  test("every system has a sample with a disabled and an active user", () => {
    for (const source of sourceNames) {
      const users = samples.filter((sample) => sample.source === source).flatMap((sample) => sample.users);
      expect(new Set(users.map(({ disabled = false }) => disabled)), source).toEqual(new Set([true, false]));
    }
  });

  test("the choices that a report names lead to the same result as no choices", () => {
    for (const { file } of samples) {
      const records = parseRecords({ text: decodeFile(sampleBytes(file)) }, Infinity);
      const columns = columnsOf(records);
      const first = chooseColumns(records, columns, {});
      const again = chooseColumns(records, columns, first.mapping);
      const read = (chosen: typeof first) =>
        records.map(({ record }) => readUser(record, chosen, { allowRoles: true, now }));
      expect(read(again), file).toEqual(read(first));
    }
  });
});
