import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServiceContext } from "@/lib/services/context";
import { hideNextStep } from "@/lib/services/next-steps/hide-next-step";
import { readNextSteps } from "@/lib/services/next-steps/read-next-steps";
import { showNextSteps } from "@/lib/services/next-steps/show-next-steps";
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

  const stepsOf = async (access: string, of: "account" | "server" = "server") =>
    (await readNextSteps(await contextOf(access), { of }))
      .filter(({ hidden }) => !hidden)
      .map(({ name, done }) => `${name} ${done}`);

  test("show the state of the server, and one user hides single ones and brings them back", async () => {
    const { access, email } = await api.person("first");
    expect(await stepsOf(access)).toEqual(["two-factor false"]);
    await operatorCommands["make-admin"](api.runtime, email);
    expect(await stepsOf(access)).toEqual(["mail false", "invite false", "two-factor false", "backup false"]);
    expect(await stepsOf(access, "account")).toEqual(["two-factor false"]);

    const second = await api.person("second");
    expect(await stepsOf(access)).toEqual(["mail false", "invite true", "two-factor false", "backup false"]);
    await hideNextStep(await contextOf(access), { step: "backup" });
    await hideNextStep(await contextOf(access), { step: "mail" });
    await hideNextStep(await contextOf(access), { step: "mail" });
    expect(await stepsOf(access)).toEqual(["invite true", "two-factor false"]);
    expect(await stepsOf(second.access)).toEqual(["two-factor false"]);
    await showNextSteps(await contextOf(access), { step: "mail" });
    expect(await stepsOf(access)).toEqual(["mail false", "invite true", "two-factor false"]);
    await showNextSteps(await contextOf(access), {});
    expect(await stepsOf(access)).toContain("backup false");
  });
});
