import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
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
                <p className="max-w-prose wrap-anywhere">{message}</p>
                <p className="max-w-prose text-14 wrap-anywhere text-muted">
                  <TextWithPaths text={advice} />
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
