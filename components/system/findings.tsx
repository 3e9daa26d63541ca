import { pageOfFinding } from "@/components/statistics/matters";
import { Badge } from "@/components/ui/badge";
import { withCurlyApostrophes } from "@/components/ui/form-problems";
import { Panel } from "@/components/ui/panel";
import { InlineLink } from "@/components/ui/text-link";
import { TextWithPaths } from "@/components/ui/text-with-paths";
import type { System } from "@/lib/schemas/system";

const severities = {
  problem: { label: "Problem", tone: "danger" },
  warning: { label: "Warning", tone: "warn" },
  note: { label: "Note", tone: "neutral" },
} as const;

/** The most severe finding first. */
export function Findings({ findings }: { findings: System["findings"] }) {
  return (
    <Panel id="findings" title="Findings">
      {findings.length === 0 ? (
        <p className="text-14 text-muted">
          No problems found. <code className="font-mono">npm run doctor</code> runs the same checks.
        </p>
      ) : (
        <ul className="flex flex-col divide-y divide-border">
          {findings.map(({ severity, code, message, advice }) => (
            <li key={code + message} className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0 sm:flex-row sm:gap-4">
              <span className="sm:w-20 sm:shrink-0">
                <Badge tone={severities[severity].tone}>{severities[severity].label}</Badge>
              </span>
              <div className="flex min-w-0 flex-col gap-1">
                <p className="max-w-prose wrap-anywhere">
                  <TextWithPaths text={withCurlyApostrophes(message)} />
                </p>
                <p className="max-w-prose text-14 wrap-anywhere text-muted">
                  <TextWithPaths text={withCurlyApostrophes(advice)} />
                </p>
                <Remedy code={code} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

// The others are mended on the server, as their advice says.
const remedies: Readonly<Record<string, string>> = {
  audit_log_broken: "Open the audit log",
  many_failed_log_ins: "View the failed log-ins",
  mail_given_up: "View the mail",
  mail_waits: "View the mail",
  no_administrator_with_two_factor: "View the administrators",
  only_one_administrator: "View the administrators",
};

function Remedy({ code }: { code: string }) {
  const page = pageOfFinding[code];
  const label = remedies[code];
  if (page === undefined || label === undefined) return null;
  return (
    <InlineLink href={page} className="self-start text-14">
      {label}
    </InlineLink>
  );
}
