import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { operatorCommands } from "@/lib/web/commands/operator-commands";

describe.each(databaseProviders)("the outbox over the API (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  let admin: string;
  beforeAll(async () => {
    api = await createApiClient(provider, {}, { now: () => now });
    admin = (await api.person("boss")).access;
    await operatorCommands["make-admin"](api.runtime, "boss");
    await api.person("reader");
    await api.send("POST", "/request-password-reset", { email: "reader@example.org" });
    await api.runtime.settle();
  });
  afterAll(() => api.dispose());

  test("an administrator lists mail and reads it without links and codes", async () => {
    const list = await api.get("/api/v1/outbox", admin);
    expect(list.body).toMatchObject({ transport: "outbox", counts: { held: 1, queued: 0 }, next: null });
    const [mail] = list.body.items;
    expect(mail).toMatchObject({ template: "password-reset", to: "reader@example.org", state: "held" });
    expect((await api.get("/api/v1/outbox?state=sent", admin)).body.items).toEqual([]);

    const read = (await api.get(`/api/v1/outbox/${mail.id}`, admin)).body;
    expect(read).toMatchObject({ subject: "Reset your Latchkey password", revealed: false, revealable: true });
    expect(read.text).toContain("/reset-password/open?token=****");
    expect(`${read.html}${read.text}`).not.toMatch(/token=[A-Za-z0-9_-]{20}/);
  });

  test("without a transport, recent authentication reveals links and codes, and the audit log records it", async () => {
    const [mail] = (await api.get("/api/v1/outbox", admin)).body.items;
    const revealed = await api.send("POST", `/api/v1/outbox/${mail.id}/reveal`, undefined, admin);
    const named = revealed.body.secrets.map(({ name }: { name: string }) => name);
    expect(named[0]).toBe("link");
    for (const { value } of revealed.body.secrets.slice(0, 1)) expect(revealed.body.text).toContain(value);
    const [, token] = /open\?token=([A-Za-z0-9_-]{43})/.exec(revealed.body.text) ?? [];
    const events = await api.runtime.database.reader.auditEvent.findMany({ where: { action: "mail.reveal" } });
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain(token ?? "no token");
    expect(
      (await api.send("POST", "/reset-password", { token, new_password: "harbour-lantern-58-cedar" })).body.message,
    ).toBe("Password successfully reset.");

    const before = now;
    now = new Date(now.getTime() + 10 * 60 * 1000);
    const later = await api.send("POST", `/api/v1/outbox/${mail.id}/reveal`, undefined, admin);
    expect([later.status, later.body.code]).toEqual([403, "reauthentication_required"]);
    now = before;
  });

  test("a mail that only informs has nothing to reveal", async () => {
    const [mail] = (await api.get("/api/v1/outbox?template=password-changed", admin)).body.items;
    expect((await api.get(`/api/v1/outbox/${mail.id}`, admin)).body).toMatchObject({
      state: "held",
      revealable: false,
    });
    const refused = await api.send("POST", `/api/v1/outbox/${mail.id}/reveal`, undefined, admin);
    expect([refused.status, refused.body.detail]).toEqual([409, "This mail has no link or code to pass on."]);
  });

  test("a sent mail is shown without its links, which are no longer stored", async () => {
    const [mail] = (await api.get("/api/v1/outbox", admin)).body.items;
    const row = await api.runtime.database.reader.outboxMail.findUniqueOrThrow({ where: { id: mail.id } });
    const change = (data: object) =>
      api.runtime.database.write((tx) => tx.outboxMail.update({ where: { id: mail.id }, data }));
    await change({ state: "sent", sentAt: now, sealedProps: null });
    const read = await api.get(`/api/v1/outbox/${mail.id}`, admin);
    expect([read.status, read.body.state, read.body.revealable]).toEqual([200, "sent", false]);
    expect(read.body.text).toContain("/****");
    await change({ state: "held", sentAt: null, sealedProps: row.sealedProps });
  });

  test("other users are refused, and an unknown mail is 404", async () => {
    const [mail] = (await api.get("/api/v1/outbox", admin)).body.items;
    const { access } = await api.person("nosy");
    for (const [method, path] of [
      ["GET", ""],
      ["GET", `/${mail.id}`],
      ["POST", `/${mail.id}/reveal`],
      ["POST", `/${mail.id}/retry`],
    ] as const) {
      expect((await api.send(method, `/api/v1/outbox${path}`)).status).toBe(401);
      expect((await api.send(method, `/api/v1/outbox${path}`, undefined, access)).status).toBe(403);
    }
    const missing = "0196b3f2-7c1e-7d3a-9f10-2b6f0c5d8e41";
    expect((await api.get(`/api/v1/outbox/${missing}`, admin)).status).toBe(404);
    expect((await api.send("POST", `/api/v1/outbox/${missing}/retry`, undefined, admin)).status).toBe(404);
    expect((await api.send("POST", `/api/v1/outbox/${mail.id}/retry`, undefined, admin)).body.code).toBe("conflict");
  });

  test("pages have no gaps", async () => {
    now = new Date(now.getTime() + 60 * 60 * 1000);
    for (let more = 0; more < 3; more += 1)
      await api.send("POST", "/request-password-reset", { email: "reader@example.org" });
    await api.runtime.settle();
    admin = (await api.send("POST", "/api/v1/users/login", { username: "boss", password: STRONG_PASSWORD })).body
      .access_token;
    const all = (await api.get("/api/v1/outbox", admin)).body.items.map(({ id }: { id: string }) => id);
    expect(all.length).toBeGreaterThan(2);
    const paged: string[] = [];
    for (let before: string | null = null; ; ) {
      const { items, next }: { items: { id: string }[]; next: string | null } = (
        await api.get(`/api/v1/outbox?size=1${before === null ? "" : `&before=${before}`}`, admin)
      ).body;
      paged.push(...items.map(({ id }) => id));
      if (next === null) break;
      before = next;
    }
    expect(paged).toEqual(all);
  });

  test("mail is found by a part of its address, by the user's name, by kind, by state and by user, and the counts follow", async () => {
    const named = await api.person("top.hat");
    await api.send("PATCH", "/api/v1/users/me", { full_name: "Zoë Underwood" }, named.access);
    const other = await api.person("top_hat");
    for (const { email } of [named, other]) await api.send("POST", "/request-password-reset", { email });
    await api.runtime.settle();
    const found = async (query: string) => {
      const { body } = await api.get(`/api/v1/outbox?${query}`, admin);
      return { to: body.items.map(({ to }: { to: string }) => to), held: body.counts.held };
    };
    expect(await found("q=P.HAT@example")).toEqual({ to: [named.email], held: 1 });
    // An underscore and a percent sign are themselves.
    expect(await found("q=top_hat")).toEqual({ to: [other.email], held: 1 });
    expect(await found("q=top%25hat")).toEqual({ to: [], held: 0 });
    expect(await found("q=zoe")).toEqual({ to: [named.email], held: 1 });
    expect(await found("q=zoe&template=password-reset&state=held")).toEqual({ to: [named.email], held: 1 });
    expect(await found("q=zoe&template=test-mail")).toEqual({ to: [], held: 0 });
    expect(await found("q=zoe&state=sent")).toEqual({ to: [], held: 1 });
    const [mail] = (await api.get("/api/v1/outbox?q=zoe", admin)).body.items;
    expect(mail.subject).toBe("Reset your Latchkey password");
    expect(await found(`user_id=${mail.user_id}`)).toEqual({ to: [named.email], held: 1 });
    expect((await api.get("/api/v1/outbox?template=nothing", admin)).status).toBe(422);
  });
});
