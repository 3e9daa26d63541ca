// `npm run move -- --to URL`: moves the configured database into an empty one. Stop the server first. Exit code 0 only when both are
// equal.
import { parseArgs } from "node:util";
import { getConfig, readDatabaseUrl } from "@/lib/config";
import { createMoveContext } from "@/lib/create-move-context";
import { isAppError } from "@/lib/errors";
import { asStartupError } from "@/lib/start-failures";
import { moveToDatabase } from "@/lib/web/commands/move-command";

const usage = `Usage:
  npm run move -- --to postgresql://USER@HOST/NAME   move the database of DATABASE_URL into an empty PostgreSQL database
  npm run move -- --to file:PATH                     or into a new SQLite file
Stop the server first. The old database isn't changed. Repeat the command if it was interrupted.
npm prints the arguments, so leave a password out of them and set PGPASSWORD, or use npm run --silent.`;

const to = readTarget();
if (to === null) {
  console.error(usage);
  process.exitCode = 2;
} else {
  try {
    const context = createMoveContext(getConfig(), readDatabaseUrl("--to", to, process.cwd()));
    for (const line of await moveToDatabase(context, (line) => console.log(line))) console.log(line);
  } catch (error) {
    console.error(asStartupError(error)?.message ?? (isAppError(error) ? error.message : error));
    process.exitCode = 1;
  }
}

function readTarget(): string | null {
  try {
    return parseArgs({ options: { to: { type: "string" } } }).values.to ?? null;
  } catch {
    return null;
  }
}
