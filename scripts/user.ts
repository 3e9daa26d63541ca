// `npm run user -- COMMAND ARGUMENT`: user administration on the server. With SQLite, stop the server first; the database lock
// enforces it.
import { importUserFile } from "@/lib/web/commands/import-command";
import { operatorCommands } from "@/lib/web/commands/operator-commands";
import { parseImportOptions, readUserFile } from "./lib/import-options";
import { printFromRuntime } from "./lib/with-runtime";

const usage = `Usage:
  npm run user -- make-admin IDENTIFIER          make a user an administrator
  npm run user -- temporary-password IDENTIFIER  set a temporary password, which has to be changed at the first log-in
  npm run user -- reset-link IDENTIFIER          create a reset link to hand over
  npm run user -- disable-two-factor IDENTIFIER  turn off two-factor authentication for a user who lost access to it
  npm run user -- test-mail ADDRESS              send a test mail and print the outcome
  npm run user -- import FILE                    import users, with password hashes and TOTP secrets, from a CSV, JSON or NDJSON file,
                                                 another system's export or the user table of an SQLite database; exit code 1
                                                 if a row is refused
      --dry-run                                  only say what would happen
      --map=FIELD=COLUMN                         read a field from this column or path; --map=FIELD= leaves it out
      --allow-roles                              import the roles in the file
IDENTIFIER is an email address or a username. With SQLite, stop the server first.`;

const [command, argument, ...rest] = process.argv.slice(2);
const isCommand = (name: string | undefined): name is keyof typeof operatorCommands =>
  name !== undefined && Object.hasOwn(operatorCommands, name);
const importOptions = command === "import" ? parseImportOptions(process.argv.slice(3)) : null;

if (importOptions !== null) {
  await printFromRuntime(async (runtime) => {
    const { file, ...options } = importOptions;
    const { lines, complete } = await importUserFile(runtime, readUserFile(file), options, (line) => console.log(line));
    if (!complete) process.exitCode = 1;
    return lines;
  });
} else if (isCommand(command) && argument !== undefined && rest.length === 0) {
  await printFromRuntime((runtime) => operatorCommands[command](runtime, argument));
} else {
  console.error(usage);
  process.exitCode = 2;
}
