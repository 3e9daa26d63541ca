// `npm run user -- COMMAND ARGUMENT`: what an operator does for people on the server's own machine. On SQLite the server has
// to be stopped first; the lock beside the database says so.
import { existsSync } from "node:fs";
import { getConfig } from "@/lib/config";
import { createRuntime } from "@/lib/create-runtime";
import { readForeignUsers } from "@/lib/data/foreign-users";
import { isAppError, isStartupError } from "@/lib/errors";
import { operatorCommands } from "@/lib/web/operator-commands";

const usage = `Usage:
  npm run user -- make-admin IDENTIFIER          gives somebody the role admin
  npm run user -- temporary-password IDENTIFIER  makes a password that has to be changed at the first log-in
  npm run user -- test-mail ADDRESS              sends a mail that shows whether mail arrives, or says why not
  npm run user -- import FILE                    takes users over from a FastAPI tutorial's SQLite database, hashes included
IDENTIFIER is an email address or a username.`;

const [command, argument, ...rest] = process.argv.slice(2);
const isCommand = (name: string | undefined): name is keyof typeof operatorCommands => name !== undefined && Object.hasOwn(operatorCommands, name);

if (!isCommand(command) || argument === undefined || rest.length > 0) {
  console.error(usage);
  process.exitCode = 2;
} else {
  try {
    await run(command, argument);
  } catch (error) {
    console.error(isAppError(error) || isStartupError(error) ? error.message : error);
    process.exitCode = 1;
  }
}

async function run(name: keyof typeof operatorCommands, value: string): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  // Read before anything is opened, so that a wrong file name changes nothing.
  const rows = name === "import" ? readForeignUsers(value) : [];
  const runtime = await createRuntime({ ...getConfig(), logLevel: "warn" });
  try {
    const lines = name === "import" ? await operatorCommands.import(runtime, rows) : await operatorCommands[name](runtime, value);
    for (const line of lines) console.log(line);
  } finally {
    await runtime.close();
  }
}
