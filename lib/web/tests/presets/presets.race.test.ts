import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PRESETS_MAX } from "@/lib/domain/presets/preset-name";
import { RECEIPTS_MAX } from "@/lib/domain/receipts/receipt-limits";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";

const ROUNDS = Number(process.env["RACE_ROUNDS"] ?? 3);
const PARALLEL = 8;
const fingerprint = "OMFqlJ0VkRH-LR07pL0B_yqH4j7JccusIbsTzN5T3tY";

const times = <Result>(count: number, work: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

describe.each(databaseProviders)("races of presets and receipts (%s)", (provider) => {
  let api: ApiClient;
  beforeAll(async () => {
    api = await createApiClient(provider);
  });
  afterAll(() => api.dispose());

  test(
    "of parallel presets with one name one is saved",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { access } = await api.person(`namer-${round}`);
        const replies = await times(PARALLEL, (index) =>
          api.send(
            "POST",
            "/api/v1/presets",
            { name: index % 2 === 0 ? `Name ${round}` : `NAME ${round}`, settings: {} },
            access,
          ),
        );
        expect(replies.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(PARALLEL - 1).fill(409)]);
      }
    },
    20_000 * ROUNDS,
  );

  test("parallel presets never exceed the limit", async () => {
    const { id, access } = await api.person("hoarder");
    const now = new Date();
    const row = (index: number) => ({
      id: `preset-${index}`,
      userId: id,
      name: `n${index}`,
      normalizedName: `n${index}`,
      settings: "{}",
      createdAt: now,
      updatedAt: now,
    });
    await api.runtime.database.write((tx) =>
      tx.preset.createMany({ data: Array.from({ length: PRESETS_MAX - 2 }, (_, index) => row(index)) }),
    );
    const replies = await times(PARALLEL, (index) =>
      api.send("POST", "/api/v1/presets", { name: `late ${index}`, settings: {} }, access),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([
      201,
      201,
      ...Array<number>(PARALLEL - 2).fill(409),
    ]);
    expect(await api.runtime.database.reader.preset.count({ where: { userId: id } })).toBe(PRESETS_MAX);
  }, 20_000);

  test("parallel receipts never exceed the limit, and no older one is removed", async () => {
    const { id, access } = await api.person("bookkeeper");
    const madeAt = new Date(0);
    const row = (index: number) => ({
      id: `receipt-${index}`,
      userId: id,
      madeAt,
      label: null,
      bits: 80,
      kind: "password",
      fingerprint,
    });
    await api.runtime.database.write((tx) =>
      tx.receipt.createMany({ data: Array.from({ length: RECEIPTS_MAX - 2 }, (_, index) => row(index)) }),
    );
    const replies = await times(PARALLEL, () =>
      api.send("POST", "/api/v1/receipts", { bits: 80, kind: "password", fingerprint }, access),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([
      201,
      201,
      ...Array<number>(PARALLEL - 2).fill(409),
    ]);
    expect(await api.runtime.database.reader.receipt.count({ where: { userId: id } })).toBe(RECEIPTS_MAX);
    expect(await api.runtime.database.reader.receipt.count({ where: { userId: id, madeAt } })).toBe(RECEIPTS_MAX - 2);
  }, 20_000);

  test(
    "parallel first requests all get the same key",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { access } = await api.person(`keeper-${round}`);
        const replies = await times(PARALLEL, () => api.get("/api/v1/receipts/key", access));
        expect(replies.map(({ status }) => status)).toEqual(Array<number>(PARALLEL).fill(200));
        expect(new Set(replies.map(({ body }) => body.key)).size).toBe(1);
      }
    },
    20_000 * ROUNDS,
  );
});
