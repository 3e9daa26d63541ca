import { afterAll, beforeAll, expect, test } from "vitest";
import { tableWriter } from "@/lib/domain/table-text";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { turnsDuring } from "@/lib/testing/turns-during";
import { operatorContext } from "@/lib/web/server-context";
import { EXPORT_BATCH, exportTable } from "./export-table";

let api: ApiClient;
beforeAll(async () => {
  api = await createApiClient("sqlite");
});
afterAll(() => api.dispose());

const rows = Array.from({ length: EXPORT_BATCH + 1 }, (_, index) => ({ id: index }));

async function* batches(): AsyncGenerator<typeof rows> {
  yield await Promise.resolve(rows.slice(0, EXPORT_BATCH));
  yield rows.slice(EXPORT_BATCH);
}

const exportRows = () =>
  exportTable(operatorContext(api.runtime), {
    fileName: ["rows", "json"],
    writer: tableWriter("json", ["id"], { delimiter: "comma", bom: false }),
    batches: batches(),
    audited: { action: "user.export", filter: {} },
  });

const lastDetails = async (): Promise<unknown> => {
  const { details } = await api.runtime.database.reader.auditEvent.findFirstOrThrow({
    where: { action: "user.export" },
    orderBy: { id: "desc" },
  });
  return JSON.parse(details);
};

test("a batch is written in pieces, between which other work runs, and every row once", async () => {
  const pieces: string[] = [];
  const { turns } = await turnsDuring(async () => {
    for await (const piece of exportRows().pieces) pieces.push(piece);
  });
  expect(JSON.parse(pieces.join(""))).toEqual(rows);
  expect(turns).toBeGreaterThanOrEqual(6);
  expect(pieces.length).toBeGreaterThanOrEqual(6);
  expect(await lastDetails()).toMatchObject({ rows: rows.length, complete: true });
});

test("an export that is broken off records the rows of the pieces that were sent", async () => {
  const pieces = exportRows().pieces[Symbol.asyncIterator]();
  await pieces.next();
  await pieces.return?.();
  expect(await lastDetails()).toMatchObject({ rows: 100, complete: false });
});
