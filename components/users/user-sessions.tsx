"use client";

import { ConfirmButton } from "@/components/ui/confirm-button";
import { EmptyState } from "@/components/ui/empty-state";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { TimeAgo } from "@/components/ui/time-ago";
import { useServerAction } from "@/components/ui/use-server-action";
import type { SessionView } from "@/lib/schemas/sessions";
import type { UserDetail } from "@/lib/schemas/users";
import { nameOf } from "./user-labels";

type UserSessionsProps = {
  user: UserDetail;
  isSelf: boolean;
  sessions: readonly SessionView[];
  now: string;
  endAction: FormStateAction;
};

export function UserSessions({ user, isSelf, sessions, now, endAction }: UserSessionsProps) {
  const [state, end] = useServerAction(endAction);
  if (sessions.length === 0)
    return (
      <>
        <FormOutcome state={state} />
        <EmptyState title="No active sessions">
          <p>The user is logged in nowhere, neither in a browser nor with an API client.</p>
        </EmptyState>
      </>
    );
  return (
    <Panel
      id="sessions"
      title={sessions.length === 1 ? "1 active session" : `${sessions.length} active sessions`}
      action={
        !isSelf &&
        user.may.includes("end-sessions") && (
          <ConfirmButton
            label="End all sessions…"
            title={`End all sessions of ${nameOf(user)}?`}
            effect="The user is logged out immediately and can log in again. You can’t undo this."
          >
            <form action={end}>
              <input type="hidden" name="id" value={user.id} />
              <SubmitButton pendingLabel="Ending…">End all sessions</SubmitButton>
            </form>
          </ConfirmButton>
        )
      }
    >
      <FormOutcome state={state} />
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
    </Panel>
  );
}
