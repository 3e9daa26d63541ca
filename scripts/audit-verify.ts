// `npm run audit:verify`: verifies the audit log. Exit code 0 if it is intact, 1 if not. With SQLite, stop the server first.
import { resolve } from "node:path";
import { verifyArchiveFile, verifyAuditDatabase } from "@/lib/web/commands/operator-commands";
import { parseVerifyOptions } from "./lib/audit-verify-options";
import { printFromRuntime } from "./lib/with-runtime";

const usage = `Usage:
  npm run audit:verify                         verify the audit log
  npm run audit:verify -- --expect COUNT:SEAL  also compare it with the anchor that an earlier run printed
  npm run audit:verify -- --seal-late          first seal events whose time is earlier than the last seal (the clock was set back)
  npm run audit:verify -- --archive FILE       verify a file with an archived month; --expect then looks for the anchor in it
With SQLite, stop the server first.`;

const options = parseVerifyOptions(process.argv.slice(2));
if (options === null) {
  console.error(usage);
  process.exitCode = 2;
} else {
  await printFromRuntime(async (runtime) => {
    const { archive, ...rest } = options;
    const { lines, intact } = await (archive === undefined
      ? verifyAuditDatabase(runtime, rest)
      : verifyArchiveFile(runtime, { file: resolve(archive), expect: rest.expect }));
    if (!intact) process.exitCode = 1;
    return lines;
  });
}
