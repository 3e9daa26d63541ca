import { findingId, pageOfFinding } from "@/components/statistics/matters";
import { withCurlyApostrophes } from "@/components/ui/as-sentence";
import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { InlineLink } from "@/components/ui/text-link";
import { TextWithPaths } from "@/components/ui/text-with-paths";
import { settingMeanings } from "@/lib/domain/system/setting-meanings";
import { routes } from "@/lib/routes";
import type { System } from "@/lib/schemas/system";
import { settingId } from "./setting-id";

const severities = {
  problem: { label: "Problem", tone: "danger" },
  warning: { label: "Warning", tone: "warn" },
  note: { label: "Note", tone: "neutral" },
} as const;

/** What is mended on the server, the most severe first; the overview has the rest. */
export function Findings({ findings }: { findings: System["findings"] }) {
  const ofServer = findings.filter(({ code }) => pageOfFinding[code] === undefined);
  const others = findings.length - ofServer.length;
  return (
    <Panel id="findings" title="Findings">
      {ofServer.length === 0 ? (
        <p className="text-14 text-muted">
          No problems found on the server. <code className="font-mono">npm run doctor</code> runs the same checks.
        </p>
      ) : (
        <ul className="flex flex-col divide-y divide-border">
          {ofServer.map(({ severity, code, message, advice }) => (
            <li
              key={code + message}
              id={findingId(code)}
              className="flex scroll-mt-4 flex-col gap-1 py-3 first:pt-0 last:pb-0 target:-mx-2 target:rounded-md target:bg-accent-soft target:px-2 sm:flex-row sm:gap-4"
            >
              <span className="sm:w-20 sm:shrink-0">
                <Badge tone={severities[severity].tone}>{severities[severity].label}</Badge>
              </span>
              <div className="flex min-w-0 flex-col gap-1">
                <p className="max-w-prose wrap-anywhere">
                  <Linked text={message} />
                </p>
                <p className="max-w-prose text-14 wrap-anywhere text-muted">
                  <Linked text={advice} /> <Remedy code={code} />
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {others > 0 && (
        <p className="text-14 text-muted">
          The <InlineLink href={routes.administration()}>overview</InlineLink> shows{" "}
          {others === 1 ? "1 more finding" : `${others} more findings`}.
        </p>
      )}
    </Panel>
  );
}

/** The other places of this and other pages that mend a finding, beside the settings that its advice names. */
const remedies: Readonly<Record<string, { label: string; href: string }>> = {
  job_failed: { label: "See the jobs", href: "#jobs" },
  unusual_addresses: { label: "See the users", href: routes.users() },
};

function Remedy({ code }: { code: string }) {
  const remedy = remedies[code];
  return remedy !== undefined && <InlineLink href={remedy.href}>{remedy.label}</InlineLink>;
}

/** Text in which each setting is a link to its place below, and each path to its page. */
function Linked({ text }: { text: string }) {
  return text.split(/\b([A-Z][A-Z0-9_]{3,})\b/).map((part, place) =>
    place % 2 === 0 || settingMeanings[part] === undefined ? (
      <TextWithPaths key={place} text={withCurlyApostrophes(part)} />
    ) : (
      <InlineLink key={place} href={`#${settingId(part)}`} className="font-mono text-12 font-normal!">
        {part}
      </InlineLink>
    ),
  );
}
