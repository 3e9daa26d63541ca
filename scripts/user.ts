// `npm run user -- COMMAND ARGUMENT`: what an operator does for people on the server's own machine. On SQLite the server has
// to be stopped first; the lock beside the database says so.
import { readFileSync } from "node:fs";
import { readForeignUsers } from "@/lib/data/foreign-users";
import { StartupError } from "@/lib/errors";
import { operatorCommands } from "@/lib/web/commands/operator-commands";
import { printFromRuntime } from "./lib/with-runtime";

const usage = `Usage:
  npm run user -- make-admin IDENTIFIER          gives somebody the role admin
  npm run user -- temporary-password IDENTIFIER  makes a password that has to be changed at the first log-in
  npm run user -- reset-link IDENTIFIER          makes a link to a new password, to hand over where no mail is sent
  npm run user -- disable-two-factor IDENTIFIER  takes the second factor from somebody who lost it
  npm run user -- test-mail ADDRESS              sends a mail that shows whether mail arrives, or says why not
  npm run user -- import FILE                    takes people over from a .csv, .json or .ndjson file, or from the user table of an SQLite
                                                 database, with their hashes and one-time secrets
IDENTIFIER is an email address or a username.`;

const [command, argument, ...rest] = process.argv.slice(2);
const isCommand = (name: string | undefined): name is keyof typeof operatorCommands =>
  name !== undefined && Object.hasOwn(operatorCommands, name);

if (!isCommand(command) || argument === undefined || rest.length > 0) {
  console.error(usage);
  process.exitCode = 2;
} else {
  await printFromRuntime(async (runtime) =>
    command === "import"
      ? operatorCommands.import(runtime, readPeople(argument))
      : operatorCommands[command](runtime, argument),
  );
}

function readPeople(file: string): Parameters<typeof operatorCommands.import>[1] {
  const [, format] = /\.(csv|json|ndjson)$/i.exec(file) ?? [];
  if (format === undefined) return { rows: readForeignUsers(file) };
  return { format: format.toLowerCase() as "csv" | "json" | "ndjson", text: readText(file) };
}

function readText(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (cause) {
    throw new StartupError(`${file} can't be read as a file in UTF-8.`, { cause });
  }
}
