// `npm run doctor`: looks at this server from beside it, whether it runs or not, and says what there is to look after. Makes
// and changes nothing. Ends with 1 where there is a problem; `-- --json` for programs.
import { ConfigurationError, getConfig } from "@/lib/config";
import { findProblems } from "@/lib/domain/system/find-problems";
import type { Finding } from "@/lib/domain/system/finding";
import type { SystemFacts } from "@/lib/domain/system/system-facts";
import { isStartupError } from "@/lib/errors";
import { inspectFromBeside } from "@/lib/inspect-system";

const usage = `Usage:
  npm run doctor              says what there is to look after on this server
  npm run --silent doctor -- --json   says the same to programs`;

const words = { problem: "Problem", warning: "Warning", note: "Note" } as const;

type Diagnosis = { lookedAt: string | null; findings: Finding[]; notSeen: string[] };

const [option, ...rest] = process.argv.slice(2);
if (rest.length > 0 || (option !== undefined && option !== "--json")) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const diagnosis = await diagnose();
  console.log(option === "--json" ? JSON.stringify(asJson(diagnosis), null, 2) : inWords(diagnosis).join("\n"));
  process.exitCode = diagnosis.findings.some(({ severity }) => severity === "problem") ? 1 : 0;
}

async function diagnose(): Promise<Diagnosis> {
  try {
    const facts = await inspectFromBeside(getConfig());
    return { lookedAt: facts.machine.database.location, findings: findProblems(facts), notSeen: notSeen(facts) };
  } catch (error) {
    if (!isStartupError(error)) throw error;
    const advice = "Correct the environment or .env; .env.example lists every setting.";
    const problems = error instanceof ConfigurationError ? error.problems : [error.message];
    const findings = problems.map(
      (message): Finding => ({ severity: "problem", code: "setting_wrong", message, advice }),
    );
    return {
      lookedAt: null,
      findings,
      notSeen: ["Anything but the settings, because the server does not start with these."],
    };
  }
}

/** What only the server itself knows, or what could not be read. */
function notSeen({ database }: SystemFacts): string[] {
  const ofServer =
    "What only the running server knows: settings of its own environment, its jobs, and proxies in front of it. /admin/system shows them.";
  return database.state === "ok"
    ? [ofServer]
    : ["The database's contents: administrators, mail and sealed secrets.", ofServer];
}

function asJson({ lookedAt, findings, notSeen }: Diagnosis): object {
  return { database: lookedAt, findings, not_seen: notSeen };
}

function inWords({ lookedAt, findings, notSeen }: Diagnosis): string[] {
  return [
    ...(lookedAt === null ? [] : [`Looked at ${lookedAt}, with the settings of .env and of this shell.`, ""]),
    ...(findings.length === 0
      ? ["There is nothing to look after.", ""]
      : findings.flatMap(({ severity, code, message, advice }) => [
          `${words[severity]} (${code}): ${message}`,
          `  ${advice}`,
          "",
        ])),
    "Not seen from here:",
    ...notSeen.map((line) => `  ${line}`),
  ];
}
