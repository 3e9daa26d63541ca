import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { newestMail, readMailbox, tokenIn } from "@/lib/testing/mailbox";
import { operatorCommands } from "@/lib/web/commands/operator-commands";

const NEW_PASSWORD = "harbour-lantern-58-cedar";

type Person = Awaited<ReturnType<ApiClient["person"]>>;

describe.each(databaseProviders)("mailed links and secrets after an account is secured (%s)", (provider) => {
  let api: ApiClient;
  let boss: Person;
  let networks = 0;
  beforeAll(async () => {
    api = await createApiClient(provider);
    boss = await api.person("boss");
    await operatorCommands["make-admin"](api.runtime, "boss");
  });
  afterAll(() => api.dispose());

  const post = (path: string, body: object, token?: string) =>
    api.send("POST", `/api/v1/users/${path}`, body, token, `10.9.${(networks += 1)}.1`);
  const patch = async (id: string, body: object) =>
    expect((await api.send("PATCH", `/api/v1/users/${id}`, body, boss.access)).status).toBe(200);
  const userOf = async ({ id }: { id: string }) => (await api.get(`/api/v1/users/${id}`, boss.access)).body;
  const askForReset = async (email: string): Promise<string> => {
    expect((await post("request-password-reset", { email })).status).toBe(202);
    return tokenIn((await newestMail(api.runtime, email, "password-reset")).link);
  };
  const askForAddress = async (person: Person, email: string): Promise<string> => {
    expect((await post("me/email", { email }, person.access)).status).toBe(202);
    return tokenIn((await newestMail(api.runtime, email, "email-change-confirm")).link);
  };
  const handOver = async ({ id }: Person): Promise<string> =>
    tokenIn((await post(`${id}/reset-link`, {}, boss.access)).body.link);

  const securings: [string, (person: Person) => Promise<unknown>][] = [
    [
      "a new password by mail",
      async ({ email }) =>
        expect(
          (await post("reset-password", { token: await askForReset(email), new_password: NEW_PASSWORD })).status,
        ).toBe(200),
    ],
    [
      "a changed password",
      async ({ access }) =>
        expect(
          (await post("change-password", { current_password: STRONG_PASSWORD, new_password: NEW_PASSWORD }, access))
            .status,
        ).toBe(200),
    ],
    ["another address by an administrator", async ({ id }) => patch(id, { email: `safe-${id}@example.net` })],
    ["a password by the operator", async ({ email }) => operatorCommands["temporary-password"](api.runtime, email)],
    [
      "being disabled and enabled",
      async ({ id }) => patch(id, { disabled: true }).then(() => patch(id, { disabled: false })),
    ],
  ];

  test.each(securings)("after %s earlier links change no address and no password", async (_, secure) => {
    const person = await api.person(`secured-${networks}`);
    const toAddress = await askForAddress(person, `thief-${networks}@example.org`);
    const toPassword = await askForReset(person.email);
    await secure(person);
    expect((await post("confirm-email", { token: toAddress })).body.code).toBe("invalid_link");
    expect(
      (await post("reset-password", { token: toPassword, new_password: "violet-quarry-19-anchor" })).body.code,
    ).toBe("invalid_link");
    expect((await userOf(person)).email).not.toContain("thief");
  });

  test("a shared link stops working, and a valid one doesn't reveal the address", async () => {
    const person = await api.person("handed");
    const first = await handOver(person);
    await patch(person.id, { disabled: true });
    await patch(person.id, { disabled: false });
    expect((await post("reset-password", { token: first, new_password: NEW_PASSWORD })).status).toBe(400);
    expect((await post("reset-password", { token: await handOver(person), new_password: NEW_PASSWORD })).status).toBe(
      200,
    );
    expect((await userOf(person)).email_verified).toBe(false);
    expect(
      (await post("reset-password", { token: await askForReset(person.email), new_password: STRONG_PASSWORD })).status,
    ).toBe(200);
    expect((await userOf(person)).email_verified).toBe(true);
  });

  test("a link that verifies the current address survives a password change, but not an address change", async () => {
    const [keeper, mover] = [await api.person("keeper"), await api.person("mover")];
    const confirm = await askForAddress(keeper, keeper.email);
    await post("change-password", { current_password: STRONG_PASSWORD, new_password: NEW_PASSWORD }, keeper.access);
    expect((await post("confirm-email", { token: confirm })).status).toBe(200);
    expect((await userOf(keeper)).email_verified).toBe(true);
    const late = await askForAddress(mover, mover.email);
    await patch(mover.id, { email: "mover-new@example.net" });
    expect((await post("confirm-email", { token: late })).status).toBe(400);
    expect(await userOf(mover)).toMatchObject({ email: "mover-new@example.net", email_verified: false });
  });

  test("an address set by an administrator is unverified, and the old address is notified", async () => {
    const person = await api.person("readdressed");
    await post("reset-password", { token: await askForReset(person.email), new_password: NEW_PASSWORD });
    expect((await userOf(person)).email_verified).toBe(true);
    await patch(person.id, { email: "Readdressed@example.org" });
    expect((await userOf(person)).email_verified).toBe(true);
    await patch(person.id, { email: "elsewhere@example.net" });
    expect(await userOf(person)).toMatchObject({ email: "elsewhere@example.net", email_verified: false });
    expect(await newestMail(api.runtime, "Readdressed@example.org")).toMatchObject({
      template: "email-change-notice",
      props: { stage: "administered", newEmail: "elsewhere@example.net" },
      undoLink: null,
      notMeUrl: null,
    });
    expect(await readMailbox(api.runtime, "elsewhere@example.net")).toEqual([]);
  });

  test("requesting a mail revokes no shared link; using either revokes both", async () => {
    const person = await api.person("unmailed");
    const handed = await handOver(person);
    const mailed = await askForReset(person.email);
    expect((await post("reset-password", { token: handed, new_password: NEW_PASSWORD })).status).toBe(200);
    expect((await post("reset-password", { token: mailed, new_password: STRONG_PASSWORD })).status).toBe(400);
  });

  test("requesting one kind of mail doesn't use up the limit of another", async () => {
    const [owner, meddler] = [await api.person("wanted"), await api.person("meddler")];
    for (let count = 0; count < 4; count += 1)
      expect((await post("me/email", { email: owner.email }, meddler.access)).status).toBe(202);
    expect(
      (await post("reset-password", { token: await askForReset(owner.email), new_password: NEW_PASSWORD })).status,
    ).toBe(200);
  });

  test("the pending TOTP secret of one session isn't shown to another", async () => {
    const { email, access } = await api.person("enroller");
    const begin = async (token: string) =>
      (await api.send("POST", "/api/v1/two-factor/authenticators", {}, token)).body.secret;
    const shown = await begin(access);
    expect(await begin(access)).toBe(shown);
    const other = (await api.send("POST", "/api/v1/users/login", { email, password: STRONG_PASSWORD })).body
      .access_token;
    expect(await begin(other)).not.toBe(shown);
    expect((await api.get("/api/v1/two-factor", access)).body.pending).toBe(false);
    expect((await api.get("/api/v1/two-factor", other)).body.pending).toBe(true);
  });

  describe("the previous address of an account", () => {
    const leave = async (person: Person, email: string): Promise<{ undo: string; notMe: string }> => {
      expect((await post("confirm-email", { token: await askForAddress(person, email) })).status).toBe(200);
      const { undoLink, notMeUrl } = await newestMail(api.runtime, person.email, "email-change-notice");
      return { undo: tokenIn(undoLink), notMe: tokenIn(notMeUrl) };
    };

    test("can't be given to another account by an administrator while it can be restored, except to its owner", async () => {
      const [person, other] = [await api.person("left"), await api.person("other")];
      await leave(person, "left-new@example.org");
      expect((await api.send("POST", "/api/v1/users", { email: person.email }, boss.access)).body.code).toBe(
        "email_taken",
      );
      expect(
        (await api.send("PATCH", `/api/v1/users/${other.id}`, { email: person.email }, boss.access)).body.code,
      ).toBe("email_taken");
      await patch(person.id, { email: person.email });
      expect((await userOf(person)).email).toBe(person.email);
    });

    test("can be restored after further changes", async () => {
      const person = await api.person("chained");
      const owner = await leave(person, "chain-b@example.org");
      const thief = await leave({ ...person, email: "chain-b@example.org" }, "chain-c@example.org");
      expect((await post("undo-email", { token: thief.undo })).status).toBe(200);
      expect((await userOf(person)).email).toBe("chain-b@example.org");
      expect((await post("undo-email", { token: owner.undo })).status).toBe(200);
      expect((await userOf(person)).email).toBe(person.email);
    });

    test("is restored by “This wasn’t me” in its own mailbox; an earlier address isn't", async () => {
      const person = await api.person("twice-moved");
      await leave(person, "second-home@example.org");
      const { notMe } = await leave({ ...person, email: "second-home@example.org" }, "taken-away@example.org");
      expect((await post("not-me", { token: notMe })).status).toBe(200);
      expect((await userOf(person)).email).toBe("second-home@example.org");
    });

    test("once restored, mail in the other mailbox can't freeze or change the account", async () => {
      const [person, other] = [await api.person("freed"), await api.person("readministered")];
      const { undo } = await leave(person, "thiefs-box@example.org");
      expect(
        (
          await post(
            "change-password",
            { current_password: STRONG_PASSWORD, new_password: NEW_PASSWORD },
            person.access,
          )
        ).status,
      ).toBe(200);
      const { notMeUrl } = await newestMail(api.runtime, "thiefs-box@example.org", "password-changed");
      expect((await post("undo-email", { token: undo })).status).toBe(200);
      expect((await post("not-me", { token: tokenIn(notMeUrl) })).body.code).toBe("invalid_link");

      await leave(other, "hop-b@example.org");
      const hop = await leave({ ...other, email: "hop-b@example.org" }, "hop-c@example.org");
      await patch(other.id, { email: other.email });
      expect((await post("undo-email", { token: hop.undo })).body.code).toBe("invalid_link");
      expect((await post("not-me", { token: hop.notMe })).body.code).toBe("invalid_link");
      expect((await userOf(other)).email).toBe(other.email);
    });

    test("if taken by another account: “This wasn’t me” does everything else, and restoring is refused", async () => {
      const person = await api.person("robbed");
      const { undo, notMe } = await leave(person, "robber@example.org");
      const other = await api.person("squatter");
      await api.runtime.database.write((tx) =>
        tx.user.update({ where: { id: other.id }, data: { email: person.email, normalizedEmail: person.email } }),
      );
      const refused = await post("undo-email", { token: undo });
      expect([refused.status, refused.body.code]).toEqual([409, "conflict"]);
      expect((await post("not-me", { token: notMe })).status).toBe(200);
      expect((await api.get("/users/me", person.access)).status).toBe(401);
      expect((await userOf(person)).email).toBe("robber@example.org");
    });
  });
});
