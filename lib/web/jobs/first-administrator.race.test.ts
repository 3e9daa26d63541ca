import { describe, expect, test } from "vitest";
import type { Runtime } from "@/lib/runtime";
import { createAdministrator } from "@/lib/services/setup/create-administrator";
import { copyDatabase, createEmptyPostgresql, databaseProviders, type DatabaseCopy } from "@/lib/testing/databases";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { serverContext } from "@/lib/web/server-context";
import { prepareFirstAdministrator } from "./first-administrator";

const ROUNDS = Number(process.env["RACE_ROUNDS"] ?? 2);
const PARALLEL = 6;
const KEY = "q7Vb2nXk9TzR4mWs8LcYp3HdJf6GaEu1";
const PASSWORD = "violet-anchor-73-meadow";
const configured = { ADMIN_EMAIL: "boss@example.org", ADMIN_PASSWORD: PASSWORD };

const times = <Result>(work: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: PARALLEL }, (_, index) => work(index)));
const countAdministrators = ({ database }: Runtime) => database.reader.user.count({ where: { role: "admin" } });

async function withRuntime(
  copy: DatabaseCopy,
  settings: Record<string, string>,
  work: (runtime: Runtime) => Promise<void>,
): Promise<void> {
  const url = copy.location.provider === "sqlite" ? `file:${copy.location.file}` : copy.location.url;
  const { runtime, dispose } = await createTestRuntime({ DATABASE_URL: url, ENCRYPTION_KEY: KEY, ...settings });
  try {
    await work(runtime);
  } finally {
    await dispose();
  }
}

describe.each(databaseProviders)("first starts at the same time (%s)", (provider) => {
  test("create the administrator of ADMIN_EMAIL once, and all succeed", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const copy = await copyDatabase(provider);
      await withRuntime(copy, configured, async (runtime) => {
        expect(await times(() => prepareFirstAdministrator(runtime))).toEqual(Array(PARALLEL).fill(null));
        expect(await countAdministrators(runtime)).toBe(1);
        expect(await runtime.database.reader.auditEvent.count({ where: { action: "account.set_up" } })).toBe(1);
      });
      await copy.remove();
    }
  });

  test("leave one set-up link that works, and one administrator", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const copy = await copyDatabase(provider);
      await withRuntime(copy, {}, async (runtime) => {
        const links = await times(() => prepareFirstAdministrator(runtime));
        expect(await runtime.database.reader.setupLink.count({ where: { usedAt: null } })).toBe(1);
        const outcomes = await Promise.allSettled(
          links.map((link, index) => {
            const email = `admin-${index}@example.org`;
            const token = new URL(link?.link ?? "").searchParams.get("token") ?? "";
            const input = { email: { address: email, normalized: email }, password: PASSWORD, token };
            return createAdministrator(serverContext(runtime), input);
          }),
        );
        expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
        expect(await countAdministrators(runtime)).toBe(1);
      });
      await copy.remove();
    }
  });
});

test("processes that start at once on an empty PostgreSQL database with ADMIN_EMAIL all start", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const copy = await createEmptyPostgresql();
    const counts = await times(async () => {
      let count = 0;
      await withRuntime(copy, configured, async (runtime) => {
        expect(await prepareFirstAdministrator(runtime)).toBeNull();
        count = await countAdministrators(runtime);
      });
      return count;
    });
    expect(counts).toEqual(Array(PARALLEL).fill(1));
    await copy.remove();
  }
});
