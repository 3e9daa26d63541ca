// SQLite binds 999 values, and Prisma would put more into several queries in a transaction, which the reader refuses.
const PORTION = 500;

/** Reads what a long list names, so many at a time. */
export async function inPortions<Row>(
  names: readonly string[],
  read: (portion: string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let start = 0; start < names.length; start += PORTION)
    rows.push(...(await read(names.slice(start, start + PORTION))));
  return rows;
}
