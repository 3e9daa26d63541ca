import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import {
  PENDING_FORM_LENGTH_MAX,
  PENDING_FORM_MINUTES,
  PENDING_FORMS_PER_SESSION,
} from "@/lib/domain/sessions/pending-forms";
import { changePassword } from "@/lib/services/accounts/change-password";
import type { ServiceContext } from "@/lib/services/context";
import { removeExpired } from "@/lib/services/maintenance/remove-expired";
import { claimForm } from "@/lib/services/pending-forms/claim-form";
import { keepForm } from "@/lib/services/pending-forms/keep-form";
import { readPendingForm } from "@/lib/services/pending-forms/read-pending-form";
import { removeForm } from "@/lib/services/pending-forms/remove-form";
import { settleForm } from "@/lib/services/pending-forms/settle-form";
import { endSession } from "@/lib/services/sessions/end-session";
import { identifyBrowser } from "@/lib/services/sessions/identify-browser";
import { logOut } from "@/lib/services/sessions/log-out";
import { reauthenticate } from "@/lib/services/sessions/reauthenticate";
import { redeemLogInTicket } from "@/lib/services/sessions/redeem-log-in-ticket";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { enterByPassword } from "@/lib/testing/enter";
import { pathOfConfirmation, type Reauthentication } from "@/lib/web/pages/pending-form";
import { serverContext } from "@/lib/web/server-context";

const ROUNDS = Number(process.env["RACE_ROUNDS"] ?? 10);
const PENDING_MS = PENDING_FORM_MINUTES * 60 * 1000;

const roleChange = {
  form: "user-role",
  returnPath: "/admin/users/someone",
  fields: { id: "someone", role: "moderator" },
  complete: true,
} as const;

describe.each(databaseProviders)("a form that waits for re-authentication (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  let requests = 0;
  beforeAll(async () => {
    api = await createApiClient(provider, {}, { now: () => now });
  });
  afterAll(() => api.dispose());

  function anonymous(): ServiceContext {
    const network = `10.7.${(requests += 1) % 250}.1`;
    return api.runtime.createContext({ id: "test", address: network, network, userAgent: null, deviceToken: null });
  }

  async function contextOf(sessionToken: string): Promise<ServiceContext> {
    const page = anonymous();
    page.actor = await identifyBrowser(page, { token: sessionToken });
    return page;
  }

  /** A new browser session of this user. */
  async function browserOf(identifier: string): Promise<{ sessionToken: string; context: ServiceContext }> {
    const { ticket } = await enterByPassword(anonymous(), { identifier, password: STRONG_PASSWORD });
    const session = await redeemLogInTicket(anonymous(), { ticket });
    if (session === null) throw new Error("The ticket made no session.");
    return { sessionToken: session.sessionToken, context: await contextOf(session.sessionToken) };
  }

  async function keep(context: ServiceContext, content: Parameters<typeof keepForm>[1] = roleChange): Promise<string> {
    const kept = await keepForm(context, content);
    if (kept === null) throw new Error("The form wasn't kept.");
    return kept.id;
  }

  const countRows = () => api.runtime.database.reader.pendingForm.count();

  test("is claimed once after the proof, and its result is shown to its session", async () => {
    await api.person("keeper");
    const { context } = await browserOf("keeper");
    const id = await keep(context);
    expect(await readPendingForm(context, { id })).toMatchObject({ ...roleChange, result: null });
    await reauthenticate(context, { password: STRONG_PASSWORD });

    const claim = await claimForm(context, { id });
    if (claim.kind !== "claimed") throw new Error(claim.kind);
    expect(claim.content.fields).toEqual(roleChange.fields);
    expect(await claimForm(context, { id })).toMatchObject({ kind: "taken" });
    expect(await readPendingForm(context, { id })).toBeNull();

    const result = { status: "done", message: "Role changed.", fieldErrors: {} } as const;
    await settleForm(context, { id, content: claim.content, result });
    expect(await readPendingForm(context, { id })).toMatchObject({ form: "user-role", result });
    expect(await claimForm(context, { id })).toMatchObject({ kind: "taken" });
  });

  test("isn't known to another session, of the same user or of another", async () => {
    await api.person("owner");
    await api.person("stranger");
    const { context } = await browserOf("owner");
    const id = await keep(context);
    for (const { context: other } of [await browserOf("owner"), await browserOf("stranger")]) {
      expect(await readPendingForm(other, { id })).toBeNull();
      expect(await claimForm(other, { id })).toEqual({ kind: "gone" });
      await removeForm(other, { id });
    }
    await expect(readPendingForm(anonymous(), { id })).rejects.toMatchObject({ code: "unauthorized" });
    await expect(claimForm(anonymous(), { id })).rejects.toMatchObject({ code: "unauthorized" });
    expect(await claimForm(context, { id })).toMatchObject({ kind: "claimed" });
  });

  test("with a field left out is never claimed, and waits until the user sends it again", async () => {
    await api.person("secretive");
    const { context } = await browserOf("secretive");
    const id = await keep(context, {
      form: "confirm-authenticator",
      returnPath: "/account/security/authenticator",
      fields: { name: "Phone" },
      complete: false,
    });
    expect(await claimForm(context, { id })).toMatchObject({
      kind: "incomplete",
      content: { fields: { name: "Phone" } },
    });
    expect(await readPendingForm(context, { id })).toMatchObject({ fields: { name: "Phone" }, result: null });
    await removeForm(context, { id });
    expect(await readPendingForm(context, { id })).toBeNull();
  });

  test("follows its session when a sensitive change gives it a new id", async () => {
    await api.person("rotated");
    const { context } = await browserOf("rotated");
    const id = await keep(context);
    await changePassword(context, {
      current_password: STRONG_PASSWORD,
      new_password: "harbour-lantern-58-cedar",
    });
    if (context.newAccess?.kind !== "browser") throw new Error("The session wasn't rotated.");
    const after = await contextOf(context.newAccess.sessionToken);
    expect(after.actor).not.toMatchObject({ sessionId: (context.actor as { sessionId: string }).sessionId });
    expect(await claimForm(context, { id })).toEqual({ kind: "gone" });
    expect(await claimForm(after, { id })).toMatchObject({ kind: "claimed" });
  });

  test("ends with its session", async () => {
    await api.person("leaver");
    const before = await countRows();
    const first = await browserOf("leaver");
    await keep(first.context);
    await logOut(first.context);
    expect(await countRows()).toBe(before);

    const second = await browserOf("leaver");
    const third = await browserOf("leaver");
    await keep(second.context);
    if (second.context.actor.kind !== "user") throw new Error("Nobody is logged in.");
    await endSession(third.context, { id: second.context.actor.sessionId });
    expect(await countRows()).toBe(before);
    await expect(keepForm(second.context, roleChange)).resolves.toBeNull();
  });

  test("can be claimed for ten minutes, and the hourly clean-up removes it", async () => {
    await api.person("slow");
    const { context } = await browserOf("slow");
    const [first, second] = [await keep(context), await keep(context)];
    now = new Date(now.getTime() + PENDING_MS - 1);
    expect(await claimForm(context, { id: first })).toMatchObject({ kind: "claimed" });
    now = new Date(now.getTime() + 1);
    expect(await claimForm(context, { id: second })).toEqual({ kind: "gone" });
    expect(await readPendingForm(context, { id: second })).toBeNull();
    expect((await removeExpired(serverContext(api.runtime)))["pendingForms"]).toBeGreaterThanOrEqual(2);
    expect(await countRows()).toBe(0);
  });

  test("is limited in size and number", async () => {
    await api.person("greedy");
    const { context } = await browserOf("greedy");
    const note = "x".repeat(PENDING_FORM_LENGTH_MAX);
    expect(await keepForm(context, { ...roleChange, fields: { note } })).toBeNull();

    const ids: string[] = [];
    for (let made = 0; made <= PENDING_FORMS_PER_SESSION; made += 1) ids.push(await keep(context));
    const [oldest = "", ...rest] = ids;
    expect(await claimForm(context, { id: oldest })).toEqual({ kind: "gone" });
    for (const id of rest) expect(await claimForm(context, { id })).toMatchObject({ kind: "claimed" });
  });

  test("isn't readable in the database", async () => {
    await api.person("discreet");
    const { context } = await browserOf("discreet");
    await keep(context, { ...roleChange, fields: { note: "A very private note" } });
    const rows = await api.runtime.database.reader.pendingForm.findMany();
    expect(JSON.stringify(rows)).not.toContain("private");
  });

  test("is kept with the named text fields only, and with another field it isn't complete", async () => {
    await api.person("careful");
    const { context } = await browserOf("careful");
    type Schema = z.ZodObject<{ name: z.ZodString; live: z.ZodString; otp: z.ZodString }>;
    const reauthentication: Reauthentication<Schema> = {
      form: "confirm-authenticator",
      returnPath: ({ name }) => `/account/security/authenticator?for=${name}`,
      keeps: ["name"],
      drops: ["live"],
    };
    const keptOf = async (fields: Record<string, unknown>) => {
      const path = await pathOfConfirmation(context, reauthentication, {
        fields,
        input: { name: "Phone", live: "", otp: "" },
      });
      const query = new URL(path, "https://example.org").searchParams;
      expect(query.get("next")).toBe("/account/security/authenticator?for=Phone");
      expect(path).not.toContain("123456");
      return readPendingForm(context, { id: query.get("pending") ?? "" });
    };
    expect(await keptOf({ name: "Phone", live: "true" })).toMatchObject({ fields: { name: "Phone" }, complete: true });
    const withCode = await keptOf({ name: "Phone", otp: "123456" });
    expect(withCode).toMatchObject({ complete: false });
    expect(withCode?.fields).toEqual({ name: "Phone" });
    expect(await keptOf({ name: new File(["x"], "x") })).toMatchObject({ fields: {}, complete: false });
    expect(await keptOf({ name: "x".repeat(PENDING_FORM_LENGTH_MAX) })).toBeNull();
  });

  test(
    "is claimed by one of parallel returns",
    async () => {
      await api.person("racer");
      const { context } = await browserOf("racer");
      for (let round = 0; round < ROUNDS; round += 1) {
        const id = await keep(context);
        const claims = await Promise.all(Array.from({ length: 8 }, () => claimForm(context, { id })));
        expect(claims.filter(({ kind }) => kind === "claimed")).toHaveLength(1);
        expect(claims.filter(({ kind }) => kind === "taken")).toHaveLength(7);
      }
    },
    20_000 * ROUNDS,
  );

  test("parallel forms of one session don't exceed their number", async () => {
    await api.person("hasty");
    const { context } = await browserOf("hasty");
    const before = await countRows();
    await Promise.all(Array.from({ length: 3 * PENDING_FORMS_PER_SESSION }, () => keep(context)));
    expect((await countRows()) - before).toBe(PENDING_FORMS_PER_SESSION);
  });
});
