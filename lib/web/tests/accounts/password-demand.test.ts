import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPasswordDemand } from "@/lib/services/accounts/read-password-demand";
import { identifyBearer } from "@/lib/services/sessions/identify-bearer";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { operatorCommands } from "@/lib/web/commands/operator-commands";

describe.each(databaseProviders)("the reason for a required password change (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  let boss: { access: string };
  beforeAll(async () => {
    api = await createApiClient(provider, {}, { now: () => now });
    boss = await api.person("boss");
    await operatorCommands["make-admin"](api.runtime, "boss");
  });
  afterAll(() => api.dispose());

  async function demandOf(access: string): Promise<string> {
    const network = "10.8.0.1";
    const page = api.runtime.createContext({
      id: "test",
      address: network,
      network,
      userAgent: null,
      deviceToken: null,
    });
    page.actor = await identifyBearer(page, { token: access });
    return readPasswordDemand(page);
  }

  test("is the administrator who required it, unless that was waived since", async () => {
    const user = await api.person("required");
    expect(await demandOf(user.access)).toBe("breach");
    now = new Date(now.getTime() + 1000);
    await api
      .send("POST", "/api/v1/users/bulk", { action: "require_password_change", ids: [user.id] }, boss.access)
      .then(async ({ body }) => {
        expect(await demandOf(user.access)).toBe("administrator");
        now = new Date(now.getTime() + 1000);
        await api.send("POST", `/api/v1/users/bulk/${body.run_id}/undo`, undefined, boss.access);
      });
    expect(await demandOf(user.access)).toBe("breach");
  });
});
