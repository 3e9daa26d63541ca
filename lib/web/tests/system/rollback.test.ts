import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DatabaseHistory } from "@/lib/domain/system/database-history";
import { findProblems } from "@/lib/domain/system/find-problems";
import { detectRollback } from "@/lib/services/maintenance/detect-rollback";
import { identifyBrowser } from "@/lib/services/sessions/identify-browser";
import { logInInBrowser } from "@/lib/services/sessions/log-in-in-browser";
import { redeemLogInTicket } from "@/lib/services/sessions/redeem-log-in-ticket";
import { completeLogIn } from "@/lib/services/two-factor/complete-log-in";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { codeAt, enrolledPerson } from "@/lib/testing/authenticator";
import { backUpDatabase, copyDatabase, databaseProviders, type DatabaseCopy } from "@/lib/testing/databases";
import { newestMail, readMailbox, tokenIn } from "@/lib/testing/mailbox";
import { prepareFirstAdministrator } from "@/lib/web/jobs/first-administrator";
import { startRollbackWatch } from "@/lib/web/jobs/rollback-watch";
import { operatorContext, serverContext } from "@/lib/web/server-context";

const STEP_MS = 30_000;
const KEY = "q7Vb2nXk9TzR4mWs8LcYp3HdJf6GaEu1";
const LOG_IN = "/api/v1/users/login";

describe.each(databaseProviders)("an older database (%s)", (provider) => {
  let copy: DatabaseCopy;
  let now: Date;
  let nodes: ApiClient[];
  const folders: string[] = [];

  beforeEach(async () => {
    copy = await copyDatabase(provider);
    now = new Date();
    nodes = [];
  });
  afterEach(async () => {
    for (const node of nodes) await node.dispose();
    await copy.remove();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  const newFolder = (): string => {
    const folder = mkdtempSync(path.join(tmpdir(), "latchkey-node-"));
    folders.push(folder);
    return folder;
  };
  /** A server process with this data folder, before its first check. */
  const open = async (folder: string): Promise<ApiClient> => {
    const node = await createApiClient(
      provider,
      {
        DATABASE_URL: copy.location.provider === "sqlite" ? `file:${copy.location.file}` : copy.location.url,
        DATA_DIR: folder,
        ADMIN_EMAIL: "boss@example.org",
        ADMIN_PASSWORD: STRONG_PASSWORD,
        AUTH_SECRET: KEY,
        JWT_SECRET: KEY,
        ENCRYPTION_KEY: KEY,
        PASSWORD_KEY: KEY,
      },
      { now: () => now },
    );
    nodes.push(node);
    return node;
  };
  const start = async (folder: string): Promise<ApiClient> => {
    const node = await open(folder);
    await startRollbackWatch(node.runtime);
    await prepareFirstAdministrator(node.runtime);
    return node;
  };
  const marksIn = (folder: string): Record<string, number> =>
    JSON.parse(readFileSync(path.join(folder, "high-water-marks.json"), "utf8"));
  const stop = async (node: ApiClient): Promise<void> => {
    nodes = nodes.filter((other) => other !== node);
    await node.dispose();
  };
  /** A backup, and a user who signed up after it. */
  const backUpBeforeSignUp = async (folder: string) => {
    let node = await start(folder);
    await node.person("ada");
    await stop(node);
    const backup = await backUpDatabase(copy.location);
    node = await start(folder);
    const later = await node.person("bob");
    await stop(node);
    return { backup, later };
  };
  const pass = (milliseconds: number): void => void (now = new Date(now.getTime() + milliseconds));
  const logIn = (node: ApiClient, email: string, rest: object = {}) =>
    node.send("POST", LOG_IN, { email, password: STRONG_PASSWORD, ...rest });
  const refresh = (node: ApiClient, token: string) =>
    node.form("/api/v1/token", { grant_type: "refresh_token", refresh_token: token });
  const findings = async ({ runtime }: ApiClient): Promise<string[]> =>
    findProblems(await serverContext(runtime).system.facts())
      .map(({ code }) => code)
      .filter((code) => code === "database_rolled_back");
  const browserContext = ({ runtime }: ApiClient, deviceToken: string | null = null) =>
    runtime.createContext({ id: "browser", address: null, network: "browser", userAgent: null, deviceToken });

  test("what was used or ended after the backup doesn't work again", async () => {
    const folder = newFolder();
    let node = await start(folder);
    const boss = await logIn(node, "boss@example.org");
    const ada = await enrolledPerson(node, "ada", now);
    const [recoveryCode = "", unusedRecoveryCode = ""] = ada.recoveryCodes;
    pass(STEP_MS);
    const leaver = await node.person("leaver");
    const stays = await node.person("stays");
    const forgetful = await node.person("forgetful");
    await node.send("POST", "/api/v1/users/request-password-reset", { email: forgetful.email });
    const resetToken = tokenIn((await newestMail(node.runtime, forgetful.email, "password-reset")).link);
    const invitation = await node.send("POST", "/api/v1/invitations", {}, boss.body.access_token);
    const invitationToken = tokenIn(invitation.body.link);
    const pending = await logIn(node, ada.email);
    await stop(node);
    const backup = await backUpDatabase(copy.location);

    node = await start(folder);
    const totpCode = await codeAt(ada.secret, now);
    const codeAhead = await codeAt(ada.secret, new Date(now.getTime() + STEP_MS));
    expect((await logIn(node, ada.email, { otp: totpCode })).status).toBe(200);
    expect((await logIn(node, ada.email, { otp: codeAhead })).status).toBe(200);
    expect((await logIn(node, ada.email, { recovery_code: recoveryCode })).status).toBe(200);
    const trusting = await logInInBrowser(browserContext(node), { identifier: ada.email, password: STRONG_PASSWORD });
    expect(trusting.kind).toBe("challenged");
    expect((await refresh(node, stays.refresh)).status).toBe(200);
    expect((await node.send("POST", "/api/v1/users/logout", {}, leaver.access)).status).toBe(200);
    const reset = { token: resetToken, new_password: "harbour-lantern-58-cedar" };
    expect((await node.send("POST", "/api/v1/users/reset-password", reset)).status).toBe(200);
    const joiner = { email: "joiner@example.org", password: STRONG_PASSWORD, invitation_token: invitationToken };
    expect((await node.send("POST", "/api/v1/users/register", joiner)).status).toBe(201);
    await stop(node);
    await backup.restore();

    node = await start(folder);
    const refused: [string, number][] = [];
    const expectRefused = async (what: string, reply: Promise<{ status: number }>): Promise<void> => {
      refused.push([what, (await reply).status]);
    };
    await expectRefused("a used TOTP code", logIn(node, ada.email, { otp: totpCode }));
    await expectRefused("a used TOTP code of the next step", logIn(node, ada.email, { otp: codeAhead }));
    await expectRefused("a used recovery code", logIn(node, ada.email, { recovery_code: recoveryCode }));
    await expectRefused("an unused recovery code", logIn(node, ada.email, { recovery_code: unusedRecoveryCode }));
    await expectRefused(
      "a half-finished log-in",
      node.send("POST", LOG_IN, { mfa_token: pending.body.mfa_token, otp: await codeAt(ada.secret, now) }),
    );
    await expectRefused("a used refresh token", refresh(node, stays.refresh));
    await expectRefused("an ended session", node.get("/users/me", leaver.access));
    await expectRefused("a live session", node.get("/users/me", ada.access));
    await expectRefused("a used reset link", node.send("POST", "/api/v1/users/reset-password", reset));
    await expectRefused("a used invitation", node.send("POST", "/api/v1/users/register", joiner));
    expect(refused).toEqual([
      ["a used TOTP code", 401],
      ["a used TOTP code of the next step", 401],
      ["a used recovery code", 401],
      ["an unused recovery code", 401],
      ["a half-finished log-in", 401],
      ["a used refresh token", 400],
      ["an ended session", 401],
      ["a live session", 401],
      ["a used reset link", 400],
      ["a used invitation", 400],
    ]);

    // The next code that can't have been used works, and says that no recovery codes are left.
    pass(2 * STEP_MS);
    const again = await logIn(node, ada.email, { otp: await codeAt(ada.secret, now) });
    expect(again).toMatchObject({ status: 200, body: { recovery_codes_left: 0 } });
    expect(await findings(node)).toEqual(["database_rolled_back"]);
    const administrator = await logIn(node, "boss@example.org");
    const audit = await node.get("/api/v1/audit-log?action=database.rolled_back", administrator.body.access_token);
    expect(audit.body.items).toEqual([
      expect.objectContaining({ details: expect.objectContaining({ ended_recovery_codes: 10 }) }),
    ]);

    // Not found again.
    await stop(node);
    node = await start(folder);
    expect((await node.get("/users/me", again.body.access_token)).status).toBe(200);
  });

  test("a browser that was trusted at the time of the backup is asked for a code again", async () => {
    const folder = newFolder();
    let node = await start(folder);
    const ada = await enrolledPerson(node, "ada", now);
    pass(STEP_MS);
    const challenged = await logInInBrowser(browserContext(node), { identifier: ada.email, password: STRONG_PASSWORD });
    if (challenged.kind !== "challenged") throw new Error("No code was asked for.");
    const { entry } = await completeLogIn(browserContext(node), {
      challenge: challenged.challenge,
      otp: await codeAt(ada.secret, now),
      recovery_code: undefined,
      trust_browser: true,
    });
    const { deviceToken } = entry;
    const session = await redeemLogInTicket(browserContext(node, deviceToken), { ticket: entry.ticket });
    await stop(node);
    const backup = await backUpDatabase(copy.location);
    node = await start(folder);
    const credentials = { identifier: ada.email, password: STRONG_PASSWORD };
    expect((await logInInBrowser(browserContext(node, deviceToken), credentials)).kind).toBe("entered");
    await stop(node);
    await backup.restore();

    node = await start(folder);
    expect((await logInInBrowser(browserContext(node, deviceToken), credentials)).kind).toBe("challenged");
    const token = session?.sessionToken ?? "";
    expect(await identifyBrowser(browserContext(node), { token })).toEqual({ kind: "anonymous" });
  });

  test("mail that was sent after the backup isn't sent again", async () => {
    const folder = newFolder();
    let node = await start(folder);
    const { email } = await node.person("ada");
    await node.send("POST", "/api/v1/users/request-password-reset", { email });
    await node.runtime.settle();
    await node.runtime.database.write((tx) =>
      tx.outboxMail.updateMany({ where: { to: email }, data: { state: "queued" } }),
    );
    await stop(node);
    const backup = await backUpDatabase(copy.location);
    node = await start(folder);
    await node.person("bob");
    await stop(node);
    await backup.restore();

    node = await start(folder);
    expect((await readMailbox(node.runtime, email)).length).toBeGreaterThan(0);
    const states = await node.runtime.database.reader.outboxMail.findMany({ where: { to: email } });
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(["dead"]));
    expect(states.every(({ sealedProps }) => sealedProps === null)).toBe(true);
  });

  test("a node without a mark trusts the database, and keeps its marks per installation", async () => {
    const first = await start(newFolder());
    const { access } = await first.person("ada");
    await stop(first);

    const folder = newFolder();
    const second = await start(folder);
    expect((await second.get("/users/me", access)).status).toBe(200);
    const installation = await second.runtime.database.reader.installation.findFirstOrThrow();
    await second.person("bob");
    await stop(second);
    const marks = marksIn(folder);
    expect(Object.keys(marks)).toEqual([installation.createdAt.toISOString()]);
    expect(marks[installation.createdAt.toISOString()]).toBeGreaterThan(installation.writeCounter);
  });

  test("a backup that is opened with the data folder of the current database ends nothing in the current one", async () => {
    const folder = newFolder();
    const { backup: older, later } = await backUpBeforeSignUp(folder);
    const current = await backUpDatabase(copy.location);

    await older.restore();
    let node = await start(folder);
    expect(await findings(node)).toEqual(["database_rolled_back"]);
    await stop(node);

    await current.restore();
    node = await start(folder);
    expect(await findings(node)).toEqual([]);
    expect((await node.get("/users/me", later.access)).status).toBe(200);
    expect((await refresh(node, later.refresh)).status).toBe(200);
  });

  test("the same backup is found again when it is restored a second time", async () => {
    const folder = newFolder();
    let node = await start(folder);
    const { access } = await node.person("ada");
    await stop(node);
    const [first, second] = [await backUpDatabase(copy.location), await backUpDatabase(copy.location)];
    node = await start(folder);
    expect((await node.send("POST", "/api/v1/users/logout", {}, access)).status).toBe(200);
    await stop(node);
    for (const backup of [first, second]) {
      await backup.restore();
      node = await start(folder);
      expect((await node.get("/users/me", access)).status).toBe(401);
      expect(await node.runtime.database.reader.auditEvent.count({ where: { action: "database.rolled_back" } })).toBe(
        1,
      );
      await stop(node);
    }
  });

  test("a rollback is found in the history that an earlier rollback began", async () => {
    const folder = newFolder();
    let node = await start(folder);
    for (const name of ["ada", "bob"]) {
      const { access } = await node.person(name);
      await stop(node);
      const backup = await backUpDatabase(copy.location);
      node = await start(folder);
      expect((await node.get("/users/me", access)).status).toBe(200);
      await node.person(`after-${name}`);
      await stop(node);
      await backup.restore();
      node = await start(folder);
      expect((await node.get("/users/me", access)).status).toBe(401);
    }
    expect(await node.runtime.database.reader.auditEvent.count({ where: { action: "database.rolled_back" } })).toBe(2);
  });

  test("a data folder that can't be written is reported, and stops no start", async () => {
    const occupied = path.join(newFolder(), "occupied");
    writeFileSync(occupied, "");
    const node = await start(occupied);
    const check = await detectRollback(operatorContext(node.runtime), { hasWritten: true });
    expect(check).toMatchObject({ rolledBack: false, problem: expect.stringMatching(/^The high-water mark can't be/) });
    const job = node.runtime.jobs.list().find(({ name }) => name === "detect-rollback");
    expect(job?.problem).toMatch(/^The high-water mark can't be written/);
  });

  test("the counter grows only when something else was written", async () => {
    const { runtime } = await start(newFolder());
    const counter = async () => (await runtime.database.reader.installation.findFirstOrThrow()).writeCounter;
    const before = await counter();
    await detectRollback(operatorContext(runtime), { hasWritten: false });
    expect(await counter()).toBe(before);
    await detectRollback(operatorContext(runtime), { hasWritten: true });
    expect(await counter()).toBe(before + 1);
  });

  test("of several nodes that find the same rollback one ends the sessions, and those that begin then stay", async () => {
    const folder = newFolder();
    const { backup } = await backUpBeforeSignUp(folder);
    await backup.restore();

    const node = await open(newFolder());
    const { createdAt } = await node.runtime.database.reader.installation.findFirstOrThrow();
    const mark = marksIn(folder)[createdAt.toISOString()] ?? 0;
    const nameOf = ({ rolledBackAt }: DatabaseHistory): string => String(rolledBackAt?.getTime());
    // Eight nodes, whose marks differ by what each has seen last.
    const contexts = Array.from({ length: 8 }, (_, index) => {
      const marks = new Map([[nameOf({ createdAt, rolledBackAt: null }), mark + index]]);
      const highWaterMarks = {
        read: (history: DatabaseHistory) => marks.get(nameOf(history)) ?? null,
        raise: (history: DatabaseHistory, to: number) => void marks.set(nameOf(history), to),
      };
      return { ...operatorContext(node.runtime), highWaterMarks };
    });
    const found = await Promise.all(contexts.map((context) => detectRollback(context, { hasWritten: false })));
    expect(found.filter(({ rolledBack }) => rolledBack)).toHaveLength(1);
    const { access } = await node.person("carol");
    for (const context of contexts) await detectRollback(context, { hasWritten: true });
    expect((await node.get("/users/me", access)).status).toBe(200);
    expect(await node.runtime.database.reader.auditEvent.count({ where: { action: "database.rolled_back" } })).toBe(1);
  });
});
