import { Badge } from "@/components/ui/badge";
import type { FormStateAction } from "@/components/ui/form-state";
import { formatBytes } from "@/components/ui/format-bytes";
import { Panel } from "@/components/ui/panel";
import { RefreshOften } from "@/components/ui/refresh-often";
import { TimeAgo } from "@/components/ui/time-ago";
import type { System } from "@/lib/schemas/system";
import { BackUpForm } from "./back-up-form";
import { FactRow, FactTable } from "./fact-table";

type BackupsProps = { backups: NonNullable<System["backups"]>; now: string; backUpAction: FormStateAction };

export function Backups({ backups, now, backUpAction }: BackupsProps) {
  const { every_seconds: every, last_good: good, last_failure: failure } = backups;
  return (
    <Panel id="backups" title="Backups">
      <FactTable label="Backups">
        <FactRow name="Schedule">{every === null ? "Off" : `Every ${formatTime(every)}`}</FactRow>
        <FactRow name="Folder">
          <span className="font-mono text-12">{backups.directory}</span>
        </FactRow>
        {backups.running && (
          <FactRow name="Now">
            <Badge tone="neutral">Running</Badge>
            <RefreshOften />
          </FactRow>
        )}
        <FactRow name="Last good backup">
          {good === null ? (
            "None yet"
          ) : (
            <>
              <TimeAgo at={good.started_at} now={now} withMoment />
              <span className="block text-muted">
                <span className="font-mono text-12">{good.file}</span>, {formatBytes(good.size_bytes)},{" "}
                {good.encrypted ? "encrypted" : "not encrypted, without the secrets"}
              </span>
            </>
          )}
        </FactRow>
        {failure !== null && (
          <FactRow name="Last failure">
            <Badge tone="warn">Failed</Badge> <TimeAgo at={failure.started_at} now={now} withMoment />
            <span className="block">{failure.problem}</span>
          </FactRow>
        )}
      </FactTable>
      {!backups.running && <BackUpForm backUpAction={backUpAction} />}
    </Panel>
  );
}

const units = [
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
] as const;

function formatTime(seconds: number): string {
  const [size, name] = units.find(([unit]) => seconds % unit === 0) ?? [60, "minute"];
  return seconds === size ? name : `${seconds / size} ${name}s`;
}
