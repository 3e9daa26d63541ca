import { expect, test } from "vitest";
import { databaseProviders, describeOnBothDatabases, withDatabase } from "@/lib/testing/databases";
import { isUniqueViolation } from "./database-errors";
import { createInstallation, findInstallation, prepareInstallation } from "./installation";

const now = new Date("2026-03-01T12:00:00.123Z");

describeOnBothDatabases("installation", (getDatabase) => {
  test("a new database records the newest key, once", async () => {
    const database = getDatabase();
    expect(await findInstallation(database.reader)).toBeNull();
    await prepareInstallation(database, ["newest", "older"], now);
    await prepareInstallation(database, ["newest"], new Date());

    expect(await findInstallation(database.reader)).toEqual({
      keyCheck: "newest",
      createdAt: now,
      writeCounter: 0,
      rolledBackAt: null,
      logInAlarmAt: null,
    });
    const second = database.write((tx) => createInstallation(tx, { keyCheck: "other", now }));
    await expect(second).rejects.toSatisfy((error) => isUniqueViolation(error, "id"));
  });

  test("a newer key is accepted while the old one is still listed", async () => {
    await prepareInstallation(getDatabase(), ["later", "newest"], now);
  });

  test("a key that this database wasn't created with is refused in one sentence", async () => {
    await expect(prepareInstallation(getDatabase(), ["wrong"], now)).rejects.toThrow(/^ENCRYPTION_KEY isn't the key/);
  });
});

test.each(databaseProviders)(
  "processes that start together on a new database agree on one key (%s)",
  async (provider) => {
    await withDatabase(provider, async (database) => {
      const keys = Array.from({ length: 8 }, (_, index) => `key ${index}`);
      const outcomes = await Promise.allSettled(keys.map((key) => prepareInstallation(database, [key], now)));

      expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    });
  },
);
