import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServiceContext } from "@/lib/services/context";
import { bringBackNextSteps } from "@/lib/services/next-steps/bring-back-next-steps";
import { putAwayNextSteps } from "@/lib/services/next-steps/put-away-next-steps";
import { readNextSteps } from "@/lib/services/next-steps/read-next-steps";
import { identifyBearer } from "@/lib/services/sessions/identify-bearer";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { operatorCommands } from "@/lib/web/commands/operator-commands";

describe.each(databaseProviders)("next steps (%s)", (provider) => {
  let api: ApiClient;
  beforeAll(async () => {
    api = await createApiClient(provider);
  });
  afterAll(() => api.dispose());

  async function contextOf(access: string): Promise<ServiceContext> {
    const network = "10.8.0.1";
    const page = api.runtime.createContext({
      id: "test",
      address: network,
      network,
      userAgent: null,
      deviceToken: null,
    });
    page.actor = await identifyBearer(page, { token: access });
    return page;
  }

  const stepsOf = async (access: string) =>
    (await readNextSteps(await contextOf(access))).map(({ name, done }) => `${name} ${done}`);

  test("show the state of the server, and end for one user when that user puts them away", async () => {
    const { access, email } = await api.person("first");
    expect(await stepsOf(access)).toEqual(["two-factor false"]);
    await operatorCommands["make-admin"](api.runtime, email);
    expect(await stepsOf(access)).toEqual(["mail false", "invite false", "two-factor false", "backup false"]);

    const second = await api.person("second");
    expect(await stepsOf(access)).toEqual(["mail false", "invite true", "two-factor false", "backup false"]);
    await putAwayNextSteps(await contextOf(access));
    expect(await stepsOf(access)).toEqual([]);
    expect(await stepsOf(second.access)).toEqual(["two-factor false"]);
    await bringBackNextSteps(await contextOf(access));
    expect(await stepsOf(access)).toContain("backup false");
  });
});
