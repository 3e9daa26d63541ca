import { createHash } from "node:crypto";
import type pg from "pg";
import { sentAlone } from "./postgresql-client";
import { quotedName } from "./postgresql-connection";
import { type ColumnType, type PreparedReader, type PreparedStatement, toRow } from "./prepared-reader";

type Query = { text: string; name: string; types: pg.CustomTypesConfig };
type Options = { hasNames: boolean; schema: string };

// PostgreSQL appendix A: no statement of this name, or one already; a plan of before a migration.
const FAILED_BY_NAME = /^(26000|42P05|0A000)$/;

/**
 * Statements on the reader's pool. Each is sent alone, because it names its schema, only reads, and needs no setting. With a name PostgreSQL keeps their plans for a connection; without one, behind a
 * pooler, it plans them each time.
 */
export function preparedReaderOn(pool: pg.Pool, { schema, ...options }: Options): PreparedReader {
  const queries = new Map<PreparedStatement, Query>();
  let { hasNames } = options;

  async function run({ text, name, types }: Query, parameter: string): Promise<unknown[] | undefined> {
    const query: pg.QueryArrayConfig = { text, types, values: [parameter], rowMode: "array", ...sentAlone };
    const { rows } = await pool.query<unknown[]>(hasNames ? { ...query, name } : query);
    return rows[0];
  }

  return {
    async findOne(statement, parameter) {
      let query = queries.get(statement);
      if (query === undefined) queries.set(statement, (query = asQuery(statement, schema)));
      const values = await run(query, parameter).catch((error: unknown) => {
        if (!hasNames || !FAILED_BY_NAME.test(String(codeOf(error)))) throw error;
        // A pooler that looked like PostgreSQL itself.
        hasNames = false;
        return run(query, parameter);
      });
      return values === undefined ? null : toRow(statement, values, readValue);
    },
  };
}

// Named by its text, so that a connection's statement of this name can't be that of another version.
function asQuery(statement: PreparedStatement, schema: string): Query {
  const text = statement.sql({ parameter: "$1", table: (name) => `${quotedName(schema)}.${name}` });
  // Without a read-only transaction the database wouldn't refuse a write.
  if (!/^SELECT\s/.test(text)) throw new Error("The reader can't write: use write().");
  const name = `latchkey_${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
  return { text, name, types: { getTypeParser: () => (value: unknown) => value } };
}

/** Prisma stores times in UTC, without a zone. */
function readValue(value: unknown, type: ColumnType): string | boolean | Date {
  const text = value as string;
  if (type === "time") return new Date(`${text.replace(" ", "T")}Z`);
  return type === "boolean" ? text === "t" : text;
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined;
}
