import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generatorModes, generatorModesWithReceipts } from "@/lib/domain/passwords/generator-modes";
import { fingerprintOf } from "@/lib/domain/receipts/fingerprint";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";

const unknownId = "0196b3f2-7c1e-7d3a-9f10-2b6f0c5d8e41";
const PASSWORD = "w7!Kq)2nRz@x5$Lm%8Pd";

describe.each(databaseProviders)("receipts over the API (%s)", (provider) => {
  let api: ApiClient;
  let userCount = 0;
  let now = new Date("2026-03-01T12:00:00Z");
  beforeAll(async () => {
    api = await createApiClient(provider, {}, { now: () => now });
  });
  afterAll(() => api.dispose());

  const someone = () => api.person(`keeper-${(userCount += 1)}`);
  const keyOf = async (access: string): Promise<string> => (await api.get("/api/v1/receipts/key", access)).body.key;
  const keep = (access: string, receipt: object) =>
    api.send("POST", "/api/v1/receipts", { bits: 131.1, kind: "password", ...receipt }, access);
  const lookUp = async (access: string, fingerprint: string) =>
    (await api.get(`/api/v1/receipts?fingerprint=${fingerprint}`, access)).body.items;

  test("a fingerprint identifies a generated password and no other", async () => {
    const { access } = await someone();
    const key = await keyOf(access);
    const kept = await keep(access, { label: " example.com ", fingerprint: await fingerprintOf(key, PASSWORD) });
    expect(kept.status).toBe(201);
    expect(kept.body).toMatchObject({
      label: "example.com",
      bits: 131.1,
      kind: "password",
      made_at: now.toISOString(),
    });

    expect(await lookUp(access, await fingerprintOf(key, PASSWORD))).toEqual([kept.body]);
    expect(await lookUp(access, await fingerprintOf(key, `${PASSWORD} `))).toEqual([]);
    expect(
      (await keep(access, { kind: "passphrase", fingerprint: await fingerprintOf(key, "other") })).body.label,
    ).toBeNull();
  });

  test("each user has a constant key of their own, sealed in the database", async () => {
    const [one, other] = [await someone(), await someone()];
    const key = await keyOf(one.access);
    expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await keyOf(one.access)).toBe(key);
    expect(await keyOf(other.access)).not.toBe(key);
    const rows = await api.runtime.database.reader.receiptKey.findMany();
    for (const { sealedKey } of rows) expect(sealedKey).toMatch(/^v1\./);
    expect(JSON.stringify(rows)).not.toContain(key);
  });

  test("a key copied to another user's row can't be opened", async () => {
    const [one, other] = [await someone(), await someone()];
    await keyOf(one.access);
    await keyOf(other.access);
    const { reader, write } = api.runtime.database;
    const stolen = await reader.receiptKey.findUniqueOrThrow({ where: { userId: one.id } });
    await write((tx) => tx.receiptKey.update({ where: { userId: other.id }, data: { sealedKey: stolen.sealedKey } }));
    const reply = await api.get("/api/v1/receipts/key", other.access);
    expect([reply.status, reply.body.code]).toEqual([409, "conflict"]);
  });

  test("the pages of the list have every receipt once, newest first", async () => {
    const { access } = await someone();
    const fingerprint = await fingerprintOf(await keyOf(access), PASSWORD);
    const kept: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      // Two at each time, so that a page ends between two of the same time.
      if (index % 2 === 0) now = new Date(now.getTime() + 1000);
      kept.unshift((await keep(access, { label: `number ${index}`, fingerprint })).body.id);
    }
    const listed: string[] = [];
    for (let next: string | null = ""; next !== null; ) {
      const { body } = await api.get(`/api/v1/receipts?size=3${next === "" ? "" : `&cursor=${next}`}`, access);
      listed.push(...body.items.map(({ id }: { id: string }) => id));
      next = body.next;
    }
    expect(listed).toEqual(kept);
  });

  test.each([
    ["bits", { bits: 59.9 }],
    ["bits", { bits: "131" }],
    ["bits", { bits: 1e6 }],
    ["bits", { bits: undefined }],
    ["kind", { kind: "pin" }],
    ["kind", { kind: undefined }],
    ["label", { label: "l".repeat(101) }],
    ["label", { label: "a\u0000b" }],
    ["label", { label: "" }],
    ["fingerprint", { fingerprint: PASSWORD }],
    ["fingerprint", { fingerprint: "A".repeat(42) }],
    ["fingerprint", { fingerprint: `${"A".repeat(42)}B` }],
    ["fingerprint", { fingerprint: undefined }],
  ])("an invalid %s is 422, names the field and saves nothing", async (field, change) => {
    const { access } = await someone();
    const reply = await keep(access, { fingerprint: "A".repeat(43), ...change });
    expect(reply.status).toBe(422);
    expect(reply.body.errors.map(({ loc }: { loc: string[] }) => loc.slice(0, 2))).toContainEqual(["body", field]);
    expect((await api.get("/api/v1/receipts", access)).body.items).toEqual([]);
  });

  test.each([
    "fingerprint=nonsense",
    "cursor=nonsense",
    "cursor=WyJhdWRpdCIsIjIwMjYtMDEtMDFUMDA6MDA6MDBaIiwieCJd",
    "size=0",
  ])("a list with %s is 422", async (query) => {
    const { access } = await someone();
    expect((await api.get(`/api/v1/receipts?${query}`, access)).status).toBe(422);
  });

  test.each(generatorModes)("a receipt of mode %s is kept unless the mode has too few bits", async (kind) => {
    const { access } = await someone();
    const { status } = await keep(access, { kind, fingerprint: await fingerprintOf(await keyOf(access), kind) });
    expect(status).toBe(generatorModesWithReceipts.includes(kind) ? 201 : 422);
  });

  test("receipts of another user can't be read or deleted", async () => {
    const [one, other] = [await someone(), await someone()];
    const fingerprint = await fingerprintOf(await keyOf(one.access), PASSWORD);
    const { body } = await keep(one.access, { fingerprint });
    expect(await lookUp(other.access, fingerprint)).toEqual([]);
    const foreign = await api.send("DELETE", `/api/v1/receipts/${body.id}`, undefined, other.access);
    const missing = await api.send("DELETE", `/api/v1/receipts/${unknownId}`, undefined, other.access);
    expect([foreign.status, foreign.body.detail, foreign.body.code]).toEqual([
      404,
      missing.body.detail,
      missing.body.code,
    ]);
    expect((await api.send("DELETE", `/api/v1/receipts/${body.id}`, undefined, one.access)).status).toBe(200);
    expect(await lookUp(one.access, fingerprint)).toEqual([]);
  });

  test("receipts without the key are in the data download, and both are deleted with the account", async () => {
    const { id, access } = await someone();
    const key = await keyOf(access);
    const { body } = await keep(access, { label: "example.com", fingerprint: await fingerprintOf(key, PASSWORD) });
    const download = (await api.get("/api/v1/users/me/export", access)).body;
    expect(download.receipts).toEqual([body]);
    expect(JSON.stringify(download)).not.toContain(key);
    await api.runtime.database.write((tx) => tx.user.delete({ where: { id } }));
    expect(await api.runtime.database.reader.receipt.count({ where: { userId: id } })).toBe(0);
    expect(await api.runtime.database.reader.receiptKey.count({ where: { userId: id } })).toBe(0);
  });

  test("the audit log records that a key exists, and nothing about receipts", async () => {
    const { access } = await someone();
    await keep(access, {
      label: "secret-site.example",
      fingerprint: await fingerprintOf(await keyOf(access), PASSWORD),
    });
    expect(
      (await api.get("/api/v1/activity", access)).body.items.map(({ action }: { action: string }) => action),
    ).toContain("receipt_key.make");
    expect(JSON.stringify(await api.runtime.database.reader.auditEvent.findMany())).not.toContain("secret-site");
  });
});
