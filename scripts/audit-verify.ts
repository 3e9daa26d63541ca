// `npm run audit:verify`: holds the audit log against its seals. Ends with 0 where it is intact and with 1 where it is not. On
// SQLite the server has to be stopped first.
import { verifyAuditDatabase } from "@/lib/web/commands/operator-commands";
import { parseVerifyOptions } from "./lib/audit-verify-options";
import { printFromRuntime } from "./lib/with-runtime";

const usage = `Usage:
  npm run audit:verify                         tells whether the audit log is as it was sealed
  npm run audit:verify -- --expect COUNT:SEAL  and whether it still has what an earlier run printed
  npm run audit:verify -- --seal-late          seals events with the time of before first, after the clock was set back`;

const options = parseVerifyOptions(process.argv.slice(2));
if (options === null) {
  console.error(usage);
  process.exitCode = 2;
} else {
  await printFromRuntime(async (runtime) => {
    const { lines, intact } = await verifyAuditDatabase(runtime, options);
    if (!intact) process.exitCode = 1;
    return lines;
  });
}
