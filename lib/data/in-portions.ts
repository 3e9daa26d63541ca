// SQLite binds at most 999 values; Prisma would split a longer list into a transaction, which the reader refuses.
const BATCH_SIZE = 500;

/** Runs a query over a long list in batches. */
export async function inPortions<Row>(
  names: readonly string[],
  read: (portion: string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let start = 0; start < names.length; start += BATCH_SIZE)
    rows.push(...(await read(names.slice(start, start + BATCH_SIZE))));
  return rows;
}
