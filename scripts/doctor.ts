// `npm run doctor`: checks settings and data of this server, whether it runs or not. Read-only. Exit code 1 if there is a
// problem.
import { parseArgs } from "node:util";
import { ConfigurationError, getConfig } from "@/lib/config";
import { findProblems } from "@/lib/domain/system/find-problems";
import type { Finding } from "@/lib/domain/system/finding";
import type { SystemFacts } from "@/lib/domain/system/system-facts";
import { isStartupError } from "@/lib/errors";
import { inspectFromBeside } from "@/lib/inspect-system";

const usage = `Usage:
  npm run doctor                              check this server and print the findings
  npm run --silent doctor -- --json           print the findings as JSON
  npm run doctor -- --check-version URL       compare this version with the newest one, which URL names:
                                              a text, or JSON with "version" or "tag_name"
With an https FRONTEND_URL, it connects there and reads the certificate. It contacts nothing else by itself.`;

const severityNames = { problem: "Problem", warning: "Warning", note: "Note" } as const;

type Diagnosis = { checkedDatabase: string | null; findings: Finding[]; notChecked: string[] };

const options = readOptions();
if (options === null) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const diagnosis = await diagnose(options.versionUrl);
  console.log(options.isJson ? JSON.stringify(asJson(diagnosis), null, 2) : asText(diagnosis).join("\n"));
  process.exitCode = diagnosis.findings.some(({ severity }) => severity === "problem") ? 1 : 0;
}

/** Null when they can't be understood. */
function readOptions(): { isJson: boolean; versionUrl: string | null } | null {
  try {
    const { values } = parseArgs({ options: { json: { type: "boolean" }, "check-version": { type: "string" } } });
    const url = values["check-version"] ?? null;
    if (url !== null && !/^https?:$/.test(new URL(url).protocol)) return null;
    return { isJson: values.json === true, versionUrl: url };
  } catch {
    return null;
  }
}

async function diagnose(versionUrl: string | null): Promise<Diagnosis> {
  try {
    const facts = await inspectFromBeside(getConfig(), { versionUrl });
    return {
      checkedDatabase: facts.machine.database.location,
      findings: findProblems(facts),
      notChecked: notChecked(facts),
    };
  } catch (error) {
    if (!isStartupError(error)) throw error;
    const advice = "Correct the environment or .env; .env.example lists every setting.";
    const problems = error instanceof ConfigurationError ? error.problems : [error.message];
    const findings = problems.map(
      (message): Finding => ({ severity: "problem", code: "setting_wrong", message, advice }),
    );
    return {
      checkedDatabase: null,
      findings,
      notChecked: ["Everything except the settings, because the server can't start with them."],
    };
  }
}

/** Facts that only the running server has, or that could not be read. */
function notChecked({ database }: SystemFacts): string[] {
  const onlyInServer =
    "Facts that only the running server has: its environment, its jobs and the proxies in front of it. See /admin/system.";
  return database.state === "ok"
    ? [onlyInServer]
    : ["The contents of the database: administrators, mail and sealed secrets.", onlyInServer];
}

function asJson({ checkedDatabase, findings, notChecked }: Diagnosis): object {
  return { database: checkedDatabase, findings, not_seen: notChecked };
}

function asText({ checkedDatabase, findings, notChecked }: Diagnosis): string[] {
  return [
    ...(checkedDatabase === null ? [] : [`Checked ${checkedDatabase} with the settings from .env and this shell.`, ""]),
    ...(findings.length === 0
      ? ["No problems found.", ""]
      : findings.flatMap(({ severity, code, message, advice }) => [
          `${severityNames[severity]} (${code}): ${message}`,
          `  ${advice}`,
          "",
        ])),
    "Not checked:",
    ...notChecked.map((line) => `  ${line}`),
  ];
}
