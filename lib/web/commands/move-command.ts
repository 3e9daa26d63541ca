import { hidePassword } from "@/lib/domain/system/hide-password";
import type { MoveContext } from "@/lib/services/context";
import { moveDatabase } from "@/lib/services/moves/move-database";

const ROWS_BETWEEN_LINES = 100_000;

/** Runs `npm run move`: prints its progress, and returns the lines to print at its end. */
export async function moveToDatabase(context: MoveContext, print: (line: string) => void): Promise<string[]> {
  const moved = await moveDatabase(context, (step, table, rows) => {
    if (step === "continued") print(`Continues the unfinished move at ${table}.`);
    else if (step === "copied" && rows % ROWS_BETWEEN_LINES === 0) print(`${table}: ${rows} rows copied`);
  });
  const { source, target } = context;
  const given = target.provider === "sqlite" ? `file:${target.file}` : target.url;
  const shown = target.provider === "sqlite" ? given : hidePassword(given);
  return [
    ...moved.map(({ name, rows, sha256 }) => `${name}: ${rows} rows, sha256 ${sha256}`),
    `Moved ${moved.reduce((sum, { rows }) => sum + rows, 0)} rows. Both databases were read again, and all tables are equal.`,
    "Change this setting, keep DATA_DIR and its secrets, and start the server:",
    `DATABASE_URL=${shown}`,
    ...(shown !== given ? ["PASSWORD stands for the password that you gave."] : []),
    ...(source.provider === "postgresql" && source.migrationUrl !== undefined
      ? ["Remove DATABASE_MIGRATION_URL, which leads to the old database, or change it too."]
      : []),
    "The old database is unchanged. Don't start a server on it again.",
  ];
}
