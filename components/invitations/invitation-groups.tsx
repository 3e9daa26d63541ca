import { ChevronRight } from "lucide-react";
import { TimeAgo } from "@/components/ui/time-ago";
import { routes } from "@/lib/routes";

type Group = { run_id: string; total: number; accepted: number; created_at: string };

/** The way back to the users who were invited together. */
export function InvitationGroups({ groups, now }: { groups: readonly Group[]; now: string }) {
  if (groups.length === 0) return null;
  return (
    <section aria-label="Invited together" className="rounded-lg border border-border bg-panel shadow-panel">
      <ul className="divide-y divide-border">
        {groups.map(({ run_id, total, accepted, created_at }) => (
          <li key={run_id}>
            <a
              href={routes.invitations({ run_id })}
              className="flex min-h-11 flex-wrap items-center gap-x-4 px-4 py-2 text-14 hover:bg-sunken/60 focus-visible:-outline-offset-2"
            >
              <span className="font-medium">{total.toLocaleString("en-GB")} users invited</span>
              <span className="text-muted">
                {accepted.toLocaleString("en-GB")} accepted · <TimeAgo at={created_at} now={now} />
              </span>
              <ChevronRight aria-hidden className="ml-auto size-4 text-muted max-sm:hidden" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
