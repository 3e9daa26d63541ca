import { Badge } from "@/components/ui/badge";
import { TimeAgo } from "@/components/ui/time-ago";
import type { System } from "@/lib/schemas/system";
import { FactRow, FactTable } from "./fact-table";

type Job = System["jobs"][number];

const jobLabels: Record<Job["name"], string> = {
  "learn-hash-costs": "Learn the costs of password hashes",
  "remove-expired": "Remove expired data",
  "index-users": "Index users for search",
  "seal-audit-log": "Seal the audit log",
  "verify-audit-log": "Verify the audit log",
  "blank-audit-log": "Remove old details from the audit log",
  "archive-audit-log": "Move old months of the audit log to files",
  "back-up": "Back up the database",
  "refresh-site-rules": "Update site rules",
  "deliver-mail": "Deliver email",
  "detect-rollback": "Check for an older database",
};

export function JobTable({ jobs, now }: { jobs: System["jobs"]; now: string }) {
  return (
    <FactTable label="Jobs">
      {jobs.map((job) => (
        <FactRow key={job.name} name={jobLabels[job.name]}>
          <LastRun job={job} now={now} />
        </FactRow>
      ))}
    </FactTable>
  );
}

function LastRun({
  job: { last_started_at, last_duration_ms, problem, other_process },
  now,
}: {
  job: Job;
  now: string;
}) {
  if (last_started_at === null) return <span className="text-muted">Not run yet</span>;
  return (
    <span className="flex flex-col gap-1">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {problem !== null && <Badge tone="warn">Failed</Badge>}
        <span>
          {problem === null && "Done "}
          <TimeAgo at={last_started_at} now={now} />
          {last_duration_ms !== null && `, in ${formatDuration(last_duration_ms)}`}
          {other_process !== null && `, on ${other_process}`}
        </span>
      </span>
      {problem !== null && <span className="text-muted">{problem}</span>}
    </span>
  );
}

function formatDuration(ms: number): string {
  return ms < 1000 ? `${ms}\u00A0ms` : `${(ms / 1000).toFixed(1)}\u00A0s`;
}
