// `npm run user -- COMMAND ARGUMENT`: user administration on the server. With SQLite, stop the server first; the database lock
// enforces it.
import { readFileSync } from "node:fs";
import { readForeignUsers } from "@/lib/data/foreign-users";
import { StartupError } from "@/lib/errors";
import { operatorCommands } from "@/lib/web/commands/operator-commands";
import { printFromRuntime } from "./lib/with-runtime";

const usage = `Usage:
  npm run user -- make-admin IDENTIFIER          make a user an administrator
  npm run user -- temporary-password IDENTIFIER  set a temporary password, which has to be changed at the first log-in
  npm run user -- reset-link IDENTIFIER          create a reset link to hand over
  npm run user -- disable-two-factor IDENTIFIER  turn off two-factor authentication for a user who lost access to it
  npm run user -- test-mail ADDRESS              send a test mail and print the outcome
  npm run user -- import FILE                    import users, with password hashes and TOTP secrets, from a .csv, .json or .ndjson
                                                 file or from the user table of an SQLite database
IDENTIFIER is an email address or a username. With SQLite, stop the server first.`;

const [command, argument, ...rest] = process.argv.slice(2);
const isCommand = (name: string | undefined): name is keyof typeof operatorCommands =>
  name !== undefined && Object.hasOwn(operatorCommands, name);

if (!isCommand(command) || argument === undefined || rest.length > 0) {
  console.error(usage);
  process.exitCode = 2;
} else {
  await printFromRuntime(async (runtime) =>
    command === "import"
      ? operatorCommands.import(runtime, readUsers(argument))
      : operatorCommands[command](runtime, argument),
  );
}

function readUsers(file: string): Parameters<typeof operatorCommands.import>[1] {
  const [, format] = /\.(csv|json|ndjson)$/i.exec(file) ?? [];
  if (format === undefined) return { rows: readForeignUsers(file) };
  return { format: format.toLowerCase() as "csv" | "json" | "ndjson", text: readText(file) };
}

function readText(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (cause) {
    throw new StartupError(`${file} can't be read, or is not UTF-8.`, { cause });
  }
}
