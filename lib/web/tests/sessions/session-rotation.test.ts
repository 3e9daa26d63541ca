import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changePassword } from "@/lib/services/accounts/change-password";
import type { ServiceContext } from "@/lib/services/context";
import { reportNotMe } from "@/lib/services/recovery/report-not-me";
import { endOtherSessions } from "@/lib/services/sessions/end-other-sessions";
import { identifyBrowser } from "@/lib/services/sessions/identify-browser";
import { listSessions } from "@/lib/services/sessions/list-sessions";
import { redeemLogInTicket } from "@/lib/services/sessions/redeem-log-in-ticket";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { codeAt, enrolledPerson, type Enrolled } from "@/lib/testing/authenticator";
import { databaseProviders } from "@/lib/testing/databases";
import { enterByPassword } from "@/lib/testing/enter";
import { newestMail, readMailbox, tokenIn } from "@/lib/testing/mailbox";

const MINUTE_MS = 60 * 1000;
const STEP_MS = MINUTE_MS / 2;
const NEW_PASSWORD = "harbour-lantern-58-cedar";

type Reply = Awaited<ReturnType<ApiClient["send"]>>;

describe.each(databaseProviders)("rotation of the session (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  let people = 0;
  beforeAll(async () => {
    api = await createApiClient(provider, {}, { now: () => now });
  });
  afterAll(() => api.dispose());

  const newName = (): string => `rotated-${(people += 1)}`;
  const addAuthenticator = async (access: string): Promise<Reply> => {
    const { secret } = (await api.send("POST", "/api/v1/two-factor/authenticators", {}, access)).body;
    const otp = await codeAt(secret, now);
    return api.send("POST", "/api/v1/two-factor/authenticators/confirm", { otp }, access);
  };
  const enrol = (): Promise<Enrolled> => {
    now = new Date(now.getTime() + STEP_MS);
    return enrolledPerson(api, newName(), now);
  };
  const refresh = (refresh_token: string) => api.form("/api/v1/token", { grant_type: "refresh_token", refresh_token });
  const password = { current_password: STRONG_PASSWORD, new_password: NEW_PASSWORD };

  const changes: [string, boolean, (person: { access: string; authenticatorId?: string }) => Promise<Reply>][] = [
    ["a password change", false, ({ access }) => api.send("POST", "/change-password", password, access)],
    ["turning two-factor authentication on", false, ({ access }) => addAuthenticator(access)],
    ["another authenticator", true, ({ access }) => addAuthenticator(access)],
    [
      "removing an authenticator of several",
      true,
      async ({ access, authenticatorId }) => {
        const added = (await addAuthenticator(access)).body.access_token;
        return api.send("DELETE", `/api/v1/two-factor/authenticators/${authenticatorId}`, undefined, added);
      },
    ],
    [
      "removing the last authenticator",
      true,
      ({ access, authenticatorId }) =>
        api.send("DELETE", `/api/v1/two-factor/authenticators/${authenticatorId}`, undefined, access),
    ],
    [
      "turning two-factor authentication off",
      true,
      ({ access }) => api.send("DELETE", "/api/v1/two-factor", undefined, access),
    ],
    [
      "new recovery codes",
      true,
      ({ access }) => api.send("POST", "/api/v1/two-factor/recovery-codes", undefined, access),
    ],
  ];

  test.each(changes)("%s: old tokens end at once, and the reply has new ones", async (_, isEnrolled, change) => {
    const person = isEnrolled ? await enrol() : await api.person(newName());
    const list = async (access: string) => (await api.get("/api/v1/sessions", access)).body.items;
    const [before] = await list(person.access);
    now = new Date(now.getTime() + STEP_MS);

    const { status, headers, body } = await change(person);
    expect(status).toBeLessThan(300);
    expect(headers.get("pragma")).toBe("no-cache");
    expect(body).toMatchObject({ token_type: "bearer", expires_in: 1800, user_id: person.id });
    expect(typeof body.message).toBe("string");

    expect((await api.get("/users/me", person.access)).status).toBe(401);
    const reused = await refresh(person.refresh);
    expect([reused.status, reused.body.error]).toEqual([400, "invalid_grant"]);

    // One session of the same device, with another id and the same end.
    const sessions = await list(body.access_token);
    expect(sessions).toMatchObject([
      { device: before.device, created_at: before.created_at, expires_at: before.expires_at, current: true },
    ]);
    expect(sessions[0].id).not.toBe(before.id);
    const next = await refresh(body.refresh_token);
    expect(next.status).toBe(200);
    expect((await api.get("/users/me", next.body.access_token)).status).toBe(200);
    expect((await readMailbox(api.runtime, person.email)).filter(({ template }) => template === "new-sign-in")).toEqual(
      [],
    );
  });

  test("a refused change rotates nothing", async () => {
    const { access } = await api.person(newName());
    const wrong = { ...password, current_password: "wrong-password-1" };
    expect((await api.send("POST", "/change-password", wrong, access)).status).toBe(400);
    expect((await api.get("/users/me", access)).status).toBe(200);
  });

  // The other request is authenticated, and comes to write only after the rotation.
  test.each<[string, (person: { access: string; refresh: string }, sessionId: string) => Promise<Reply>]>([
    ["a log-out", ({ access }) => api.send("POST", "/api/v1/users/logout", undefined, access)],
    ["a revocation of the access token", ({ access }) => api.form("/api/v1/token/revoke", { token: access })],
    ["a revocation of the refresh token", ({ refresh: token }) => api.form("/api/v1/token/revoke", { token })],
    [
      "an end from the list of sessions",
      ({ access }, id) => api.send("DELETE", `/api/v1/sessions/${id}`, undefined, access),
    ],
  ])("%s that crosses a rotation ends the rotated session", async (_, end) => {
    const person = await api.person(newName());
    const [session] = (await api.get("/api/v1/sessions", person.access)).body.items;
    const { createContext } = api.runtime;
    let changed: Reply | undefined;
    api.runtime.createContext = (request) => {
      const context = createContext(request);
      const { write } = context;
      context.write = async (...args) => {
        changed = await api.send("POST", "/change-password", password, person.access);
        return write(...args);
      };
      api.runtime.createContext = createContext;
      return context;
    };
    const ended = await end(person, session.id);
    expect([changed?.status, ended.status]).toEqual([200, 200]);
    expect((await api.get("/users/me", changed?.body.access_token)).status).toBe(401);
    expect((await refresh(changed?.body.refresh_token)).status).toBe(400);
  });

  describe("in a browser", () => {
    const context = (deviceToken: string | null = null): ServiceContext =>
      api.runtime.createContext({
        id: "test",
        address: null,
        network: `10.8.${(people += 1) % 250}.1`,
        userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
        deviceToken,
      });
    const pageOf = async (token: string): Promise<ServiceContext> => {
      const page = context();
      page.actor = await identifyBrowser(page, { token });
      return page;
    };
    const enter = async (identifier: string): Promise<string> => {
      const { ticket, deviceToken } = await enterByPassword(context(), { identifier, password: STRONG_PASSWORD });
      const session = await redeemLogInTicket(context(deviceToken), { ticket });
      return session?.sessionToken ?? "";
    };
    const newCookie = ({ newAccess }: ServiceContext): string =>
      newAccess?.kind === "browser" ? newAccess.sessionToken : "none";

    test("a change gives the cookie a new secret with the same end, and a copy of the old one is void", async () => {
      const { email, access } = await api.person(newName());
      const cookie = await enter(email);
      const page = await pageOf(cookie);
      const [before] = (await listSessions(page)).items.filter(({ current }) => current);
      await changePassword(page, password);

      expect((await pageOf(cookie)).actor.kind).toBe("anonymous");
      expect((await api.get("/users/me", access)).status).toBe(401);
      const { items } = await listSessions(await pageOf(newCookie(page)));
      expect(items).toMatchObject([{ kind: "browser", current: true, device: "Firefox on Linux" }]);
      expect(items[0]?.id).not.toBe(before?.id);
      expect(items[0]?.expires_at).toBe(before?.expires_at);
      expect(page.newAccess).toMatchObject({ expiresAt: new Date(before?.expires_at ?? 0) });
    });

    test("of two changes from one state the second is refused and changes nothing", async () => {
      const { email } = await api.person(newName());
      const cookie = await enter(email);
      const [first, second] = [await pageOf(cookie), await pageOf(cookie)];
      await changePassword(first, password);
      await expect(
        changePassword(second, { current_password: NEW_PASSWORD, new_password: "quiet-marble-41-orchard" }),
      ).rejects.toMatchObject({ code: "unauthorized" });
      expect(second.newAccess).toBeNull();
      expect((await pageOf(newCookie(first))).actor.kind).toBe("user");
    });

    test("ending all other sessions from a state before the rotation is refused and ends nothing", async () => {
      const { email } = await api.person(newName());
      const cookie = await enter(email);
      const [first, second] = [await pageOf(cookie), await pageOf(cookie)];
      await changePassword(first, password);
      await expect(endOtherSessions(second)).rejects.toMatchObject({ code: "unauthorized" });
      expect((await pageOf(newCookie(first))).actor.kind).toBe("user");
    });

    test("a rotated session doesn't see the secret of an authenticator that its copy started", async () => {
      const { access } = await api.person(newName());
      const begin = async (token: string) =>
        (await api.send("POST", "/api/v1/two-factor/authenticators", {}, token)).body.secret;
      const seen = await begin(access);
      const changed = await api.send("POST", "/change-password", password, access);
      expect(await begin(changed.body.access_token)).not.toBe(seen);
    });

    test('"This wasn\'t me" rotates the session that the browser keeps', async () => {
      const { email } = await api.person(newName());
      const [cookie, stranger] = [await enter(email), await enter(email)];
      const token = tokenIn((await newestMail(api.runtime, email, "new-sign-in")).notMeUrl);
      const page = await pageOf(cookie);
      await reportNotMe(page, { token });
      for (const ended of [cookie, stranger]) expect((await pageOf(ended)).actor.kind).toBe("anonymous");
      expect((await pageOf(newCookie(page))).actor.kind).toBe("user");
    });

    test('"This wasn\'t me" ends the session of the mail after that session was rotated', async () => {
      const { email } = await api.person(newName());
      await enter(email);
      const stranger = await pageOf(await enter(email));
      const token = tokenIn((await newestMail(api.runtime, email, "new-sign-in")).notMeUrl);
      await changePassword(stranger, password);
      expect((await pageOf(newCookie(stranger))).actor.kind).toBe("user");
      await reportNotMe(context(), { token });
      expect((await pageOf(newCookie(stranger))).actor.kind).toBe("anonymous");
    });

    test("\"This wasn't me\" doesn't rotate the session of another account", async () => {
      const [owner, other] = [await api.person(newName()), await api.person(newName())];
      await enter(owner.email);
      await enter(owner.email);
      const token = tokenIn((await newestMail(api.runtime, owner.email, "new-sign-in")).notMeUrl);
      const cookie = await enter(other.email);
      const page = await pageOf(cookie);
      await reportNotMe(page, { token });
      expect([page.newAccess, (await pageOf(cookie)).actor.kind]).toEqual([null, "user"]);
    });
  });
});
