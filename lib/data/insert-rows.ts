import type { Transaction } from "./database";
import { Prisma } from "./generated/sqlite/client";

type Value = string | number | boolean | Date | null;

/** A table with the column of each field that is written. */
export type InsertedTable<Row> = { name: string; columns: { readonly [Field in keyof Row]-?: string } };

// SQLite binds at most 999 values, by Prisma's count.
const VALUES_MAX = 999;

/**
 * Inserts rows in few statements, a tenth of the processor time of `createMany`, for which Prisma compiles a plan at each
 * call. All fields of a row are written: the model's defaults don't count.
 */
export async function insertRows<Row extends { readonly [Field in keyof Row]: Value }>(
  tx: Transaction,
  { name, columns }: InsertedTable<Row>,
  rows: readonly Row[],
): Promise<void> {
  const fields = Object.keys(columns) as (keyof Row & string)[];
  const head = Prisma.raw(`INSERT INTO ${name} (${fields.map((field) => columns[field]).join(", ")}) VALUES `);
  const size = Math.floor(VALUES_MAX / fields.length);
  for (let start = 0; start < rows.length; start += size) {
    const values = rows
      .slice(start, start + size)
      .map((row) => Prisma.sql`(${Prisma.join(fields.map((field) => row[field]))})`);
    await tx.$executeRaw(Prisma.sql`${head}${Prisma.join(values)}`);
  }
}
