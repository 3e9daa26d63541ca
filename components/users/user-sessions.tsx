import { EmptyState } from "@/components/ui/data-table";
import { Panel } from "@/components/ui/panel";
import { InlineLink } from "@/components/ui/text-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { routes } from "@/lib/routes";
import type { SessionView } from "@/lib/schemas/sessions";
import type { UserDetail } from "@/lib/schemas/users";

type UserSessionsProps = { user: UserDetail; isSelf: boolean; sessions: readonly SessionView[]; now: string };

export function UserSessions({ user, isSelf, sessions, now }: UserSessionsProps) {
  if (sessions.length === 0)
    return (
      <EmptyState title="No active sessions">
        <p>The user is logged in nowhere, neither in a browser nor with an API client.</p>
      </EmptyState>
    );
  return (
    <Panel id="sessions" title={sessions.length === 1 ? "1 active session" : `${sessions.length} active sessions`}>
      <ul className="flex flex-col divide-y divide-border text-14">
        {sessions.map((session) => (
          <li key={session.id} className="flex items-baseline justify-between gap-4 py-3 first:pt-0 last:pb-0">
            <span className="min-w-0 wrap-anywhere">
              {session.device}
              {session.kind === "api" && <span className="text-muted"> (API)</span>}
              {session.address !== null && (
                <span className="block font-mono text-12 text-muted">{session.address}</span>
              )}
            </span>
            <span className="shrink-0 text-muted">
              Last seen <TimeAgo at={session.last_seen_at} now={now} />
            </span>
          </li>
        ))}
      </ul>
      {!isSelf && user.may.includes("end-sessions") && (
        <p className="text-14 text-muted">
          To end them, use <InlineLink href={routes.user(user.id)}>End all sessions</InlineLink> in the overview.
        </p>
      )}
    </Panel>
  );
}
