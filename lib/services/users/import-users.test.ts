import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { turnsDuring } from "@/lib/testing/turns-during";
import { operatorContext } from "@/lib/web/server-context";
import { importUsers } from "./import-users";

const ROWS = 500;

describe.each(databaseProviders)("a long import (%s)", (provider) => {
  let api: ApiClient;
  beforeAll(async () => {
    api = await createApiClient(provider);
  });
  afterAll(() => api.dispose());

  test.each([true, false])("lets other work run while it reads and after each chunk (dry run: %s)", async (dryRun) => {
    const lines = Array.from({ length: ROWS }, (_, index) => `person-${index}@example.org`);
    const { result, turns } = await turnsDuring(() =>
      importUsers(operatorContext(api.runtime), {
        text: ["email", ...lines].join("\n"),
        on_existing: "skip",
        allow_roles: false,
        dry_run: dryRun,
      }),
    );
    expect(result.created).toBe(ROWS);
    // One for each 100 rows that are read, and one for each 50 that are written.
    expect(turns).toBeGreaterThanOrEqual(ROWS / 100 + ROWS / 50);
  });
});
