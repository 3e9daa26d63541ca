"use client";

import { useActionState } from "react";
import { Badge } from "@/components/ui/badge";
import { Disclosure } from "@/components/ui/disclosure";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { OneTimeLink } from "@/components/ui/one-time-link";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { TimeAgo } from "@/components/ui/time-ago";
import { idleActionState } from "@/lib/action-state";
import type { SessionView } from "@/lib/schemas/sessions";
import type { UserDetail } from "@/lib/schemas/users";

type PanelProps = { user: UserDetail; isSelf: boolean; now: string };

type SessionsPanelProps = PanelProps & { sessions: readonly SessionView[] | null; endSessions: FormStateAction };

const SHOWN_MAX = 5;

export function SessionsPanel({ user, isSelf, sessions, now, endSessions }: SessionsPanelProps) {
  const [state, end] = useActionState(endSessions, idleActionState);
  const shown = sessions?.slice(0, SHOWN_MAX) ?? [];
  return (
    <Panel id="sessions" title="Sessions">
      <FormOutcome state={state} />
      {user.sessions === 0 ? (
        <p className="text-14 text-muted">No active sessions.</p>
      ) : (
        <p className="text-14 text-muted">
          {user.sessions === 1 ? "1 active session." : `${user.sessions} active sessions.`}
        </p>
      )}
      {shown.length > 0 && (
        <ul className="flex flex-col divide-y divide-border text-14">
          {shown.map((session) => (
            <li key={session.id} className="flex items-baseline justify-between gap-4 py-2 first:pt-0 last:pb-0">
              <span className="min-w-0 wrap-anywhere">
                {session.device}
                {session.kind === "api" && <span className="text-muted"> (API)</span>}
                {session.address !== null && (
                  <span className="block font-mono text-12 text-muted">{session.address}</span>
                )}
              </span>
              <span className="shrink-0 text-muted">
                <TimeAgo at={session.last_seen_at} now={now} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {user.may.includes("end-sessions") && !isSelf && user.sessions > 0 && (
        <UserActionForm id={user.id} action={end} label="End all sessions" pendingLabel="Ending…" />
      )}
    </Panel>
  );
}

type PasswordPanelProps = PanelProps & { requirePassword: FormStateAction; makeResetLink: FormStateAction };

/** Administrators can't see or set a user's password; they can only require a new one or create a reset link. */
export function PasswordPanel({ user, isSelf, now, requirePassword, makeResetLink }: PasswordPanelProps) {
  const [required, require] = useActionState(requirePassword, idleActionState);
  const [made, make] = useActionState(makeResetLink, idleActionState);
  const link = made.status === "done" ? made.secrets?.[0] : undefined;
  return (
    <Panel id="password" title="Password">
      <p className="text-14 text-muted">
        {user.password_changed_at === null ? (
          "No password yet. The user can’t log in until they choose one with a reset link."
        ) : (
          <>
            Set <TimeAgo at={user.password_changed_at} now={now} />.
          </>
        )}
        {user.must_change_password && " The user must choose a new password before they can continue."}
      </p>
      {!isSelf && user.may.includes("make-reset-link") && user.status === "active" && (
        <>
          <FormOutcome state={made} />
          {link !== undefined && <OneTimeLink link={link} />}
          <UserActionForm id={user.id} action={make} label="Create reset link" pendingLabel="Creating…" />
        </>
      )}
      {!isSelf && user.may.includes("require-password-change") && (
        <>
          <FormOutcome state={required} />
          {!user.must_change_password && (
            <UserActionForm id={user.id} action={require} label="Require new password" pendingLabel="Saving…" />
          )}
        </>
      )}
    </Panel>
  );
}

type TwoFactorPanelProps = PanelProps & { resetTwoFactor: FormStateAction };

export function TwoFactorPanel({ user, isSelf, now, resetTwoFactor }: TwoFactorPanelProps) {
  const [state, reset] = useActionState(resetTwoFactor, idleActionState);
  const error = state.status === "refused" ? state.fieldErrors["reason"] : undefined;
  const since = user.two_factor_since;
  return (
    <Panel id="two-factor" title="Two-factor authentication">
      <FormOutcome state={state} />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-14 text-muted">
        <Badge tone={since === null ? "neutral" : "ok"}>{since === null ? "Off" : "On"}</Badge>
        {since !== null && (
          <span>
            since <TimeAgo at={since} now={now} />
          </span>
        )}
      </p>
      {since !== null && !isSelf && user.may.includes("reset-two-factor") && (
        <Disclosure summary="The user lost their authenticator and recovery codes">
          <form action={reset} className="flex flex-col gap-3">
            <input type="hidden" name="id" value={user.id} />
            <TextField
              name="reason"
              label="Reason"
              hint="How did you verify the user’s identity? The reason is recorded in the audit log."
              maxLength={500}
              required
              autoComplete="off"
              error={error}
            />
            <p className="text-14 text-muted">
              All sessions end. The user can then log in with their password alone. If the server requires two-factor
              authentication, they have to set it up again first.
            </p>
            <div>
              <SubmitButton appearance="danger" pendingLabel="Resetting…">
                Reset two-factor authentication
              </SubmitButton>
            </div>
          </form>
        </Disclosure>
      )}
    </Panel>
  );
}

type UserActionFormProps = { id: string; action: (form: FormData) => void; label: string; pendingLabel: string };

function UserActionForm({ id, action, label, pendingLabel }: UserActionFormProps) {
  return (
    <form action={action}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton appearance="secondary" pendingLabel={pendingLabel}>
        {label}
      </SubmitButton>
    </form>
  );
}
