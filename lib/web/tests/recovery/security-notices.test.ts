import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServiceContext } from "@/lib/services/context";
import { redeemLogInTicket } from "@/lib/services/sessions/redeem-log-in-ticket";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { codeAt, enrolledPerson } from "@/lib/testing/authenticator";
import { databaseProviders } from "@/lib/testing/databases";
import { enterByPassword } from "@/lib/testing/enter";
import { newestMail, readMailbox, tokenIn } from "@/lib/testing/mailbox";
import { operatorCommands } from "@/lib/web/commands/operator-commands";

const NEW_PASSWORD = "harbour-lantern-58-cedar";

describe.each(databaseProviders)("security notices are mailed (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  let networks = 0;
  beforeAll(async () => {
    api = await createApiClient(provider, {}, { now: () => now });
  });
  afterAll(() => api.dispose());

  const pass = (seconds: number): void => void (now = new Date(now.getTime() + seconds * 1000));
  const network = (): string => `10.5.${(networks += 1)}.1`;
  const page = (deviceToken: string | null = null): ServiceContext =>
    api.runtime.createContext({
      id: "test",
      address: "203.0.113.7",
      network: network(),
      userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
      deviceToken,
    });
  const send = (method: string, path: string, body: object | undefined, token: string) =>
    api.send(method, path, body, token, network());
  const isLoggedIn = async (token: string): Promise<boolean> =>
    (await api.get("/api/v1/users/me", token)).status === 200;
  const enter = async (email: string, deviceToken: string | null = null): Promise<string> => {
    const entry = await enterByPassword(page(deviceToken), { identifier: email, password: STRONG_PASSWORD });
    expect(await redeemLogInTicket(page(entry.deviceToken), { ticket: entry.ticket })).not.toBeNull();
    return entry.deviceToken;
  };

  /** Uses "This wasn't me" in the newest mail, and checks that the session ended and sensitive changes are frozen. */
  async function expectItIsAnswered({
    id,
    email,
    access,
  }: {
    id: string;
    email: string;
    access: string;
  }): Promise<void> {
    expect(await isLoggedIn(access)).toBe(true);
    const { notMeUrl } = await newestMail(api.runtime, email);
    expect(
      (await api.send("POST", "/api/v1/users/not-me", { token: tokenIn(notMeUrl) }, undefined, network())).status,
    ).toBe(200);
    expect(await isLoggedIn(access)).toBe(false);
    const user = await api.runtime.database.reader.user.findUniqueOrThrow({ where: { id } });
    expect(user.frozenUntil?.getTime()).toBe(now.getTime() + 24 * 60 * 60 * 1000);
  }

  test("after a password change", async () => {
    const person = await api.person("changer");
    const changed = await send(
      "POST",
      "/api/v1/users/change-password",
      { current_password: STRONG_PASSWORD, new_password: NEW_PASSWORD },
      person.access,
    );
    expect(changed.status).toBe(200);
    expect(await newestMail(api.runtime, person.email)).toMatchObject({
      template: "password-changed",
      props: { name: null, by: "change", changed: { at: now.toISOString() } },
    });
    await expectItIsAnswered({ ...person, access: changed.body.access_token });
  });

  test("not after a refused change", async () => {
    const person = await api.person("refused");
    expect(
      (
        await send(
          "POST",
          "/api/v1/users/change-password",
          { current_password: "wrong-password-1", new_password: NEW_PASSWORD },
          person.access,
        )
      ).status,
    ).toBe(400);
    expect(await readMailbox(api.runtime, person.email)).toEqual([]);
  });

  test("after a log-in in a new browser, but not after sign-up or in a known browser", async () => {
    const signedUp = await api.send(
      "POST",
      "/api/v1/users/register",
      { email: "browser@example.org", password: STRONG_PASSWORD },
      undefined,
      network(),
    );
    const known = await enter("browser@example.org");
    await enter("browser@example.org", known);
    expect(await readMailbox(api.runtime, "browser@example.org")).toEqual([]);

    await enter("browser@example.org");
    const mail = await newestMail(api.runtime, "browser@example.org");
    expect(mail).toMatchObject({
      template: "new-sign-in",
      props: { loggedIn: { device: "Firefox on Linux", address: "203.0.113.7" } },
    });
    const sessions = (): Promise<number> =>
      api.runtime.database.reader.session.count({ where: { userId: signedUp.body.id } });
    expect(await sessions()).toBe(3);
    expect(
      (await api.send("POST", "/api/v1/users/not-me", { token: tokenIn(mail.notMeUrl) }, undefined, network())).status,
    ).toBe(200);
    // Only the session that the notice is about.
    expect(await sessions()).toBe(2);
  });

  test("when two-factor authentication is turned on, changed and turned off", async () => {
    const person = await enrolledPerson(api, "enrolling", now);
    const told = async () => {
      const { template, props } = await newestMail(api.runtime, person.email);
      expect(template).toBe("two-factor-changed");
      return [props["change"], props["authenticator"]];
    };
    expect(await told()).toEqual(["on", "Phone"]);

    let { access } = person;
    const change = async (method: string, path: string, body?: object) => {
      const reply = await send(method, `/api/v1/two-factor/${path}`, body, access);
      expect(reply.status).toBeLessThan(300);
      access = reply.body.access_token;
      return reply.body;
    };
    const { body: pending } = await send("POST", "/api/v1/two-factor/authenticators", {}, access);
    const otp = await codeAt(pending.secret, now);
    const added = await change("POST", "authenticators/confirm", { otp, name: "Tablet" });
    expect(await told()).toEqual(["authenticator-added", "Tablet"]);
    await change("DELETE", `authenticators/${added.id}`);
    expect(await told()).toEqual(["authenticator-removed", "Tablet"]);
    const { items } = (await send("GET", "/api/v1/activity", undefined, access)).body;
    expect(items[0]).toMatchObject({ action: "authenticator.remove", subject: "Tablet" });
    await change("POST", "recovery-codes", {});
    expect(await told()).toEqual(["recovery-codes-renewed", null]);
    await change("DELETE", `authenticators/${person.authenticatorId}`);
    expect(await told()).toEqual(["off", null]);
    expect(await readMailbox(api.runtime, person.email)).toHaveLength(5);
    await expectItIsAnswered({ ...person, access });
  });

  test.each(["on", "authenticator-added", "recovery-codes-renewed"] as const)(
    "after two-factor %s, with a link that ends all sessions",
    async (change) => {
      const person = await enrolledPerson(api, `two-factor-${change.slice(0, 8)}`, now);
      if (change === "authenticator-added") {
        const { body: pending } = await send("POST", "/api/v1/two-factor/authenticators", {}, person.access);
        const otp = await codeAt(pending.secret, now);
        const added = await send("POST", "/api/v1/two-factor/authenticators/confirm", { otp }, person.access);
        person.access = added.body.access_token;
      }
      if (change === "recovery-codes-renewed") {
        const renewed = await send("POST", "/api/v1/two-factor/recovery-codes", {}, person.access);
        person.access = renewed.body.access_token;
      }
      expect(await newestMail(api.runtime, person.email)).toMatchObject({ props: { change } });
      await expectItIsAnswered(person);
    },
  );

  test("when an operator turns off two-factor authentication", async () => {
    const person = await enrolledPerson(api, "helped", now);
    await operatorCommands["disable-two-factor"](api.runtime, person.email);
    expect(await newestMail(api.runtime, person.email)).toMatchObject({
      template: "two-factor-changed",
      props: { change: "off" },
    });
  });

  test("when a recovery code is used, with the number left", async () => {
    const person = await enrolledPerson(api, "rescued", now);
    pass(60);
    const { body } = await api.send(
      "POST",
      "/api/v1/users/login",
      { email: person.email, password: STRONG_PASSWORD, recovery_code: person.recoveryCodes[0] },
      undefined,
      network(),
    );
    expect(await newestMail(api.runtime, person.email)).toMatchObject({
      template: "recovery-code-used",
      props: { codesLeft: 9 },
    });
    await expectItIsAnswered({ ...person, access: body.access_token });
  });
});
