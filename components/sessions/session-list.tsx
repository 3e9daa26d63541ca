"use client";

import { useActionState } from "react";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { idleActionState } from "@/lib/action-state";
import type { SessionView } from "@/lib/schemas/sessions";
import { SessionDetails } from "./session-details";

type SessionListProps = {
  sessions: readonly SessionView[];
  now: string;
  endAction: FormStateAction;
  endOthersAction: FormStateAction;
};

export function SessionList({ sessions, now, endAction, endOthersAction }: SessionListProps) {
  const [ended, end] = useActionState(endAction, idleActionState);
  const [endedOthers, endOthers] = useActionState(endOthersAction, idleActionState);
  const others = sessions.filter(({ current }) => !current);
  return (
    <>
      {/* Ending all others makes the result for a single one outdated. */}
      <FormOutcome state={endedOthers.status === "idle" ? ended : endedOthers} />
      <Panel id="this-session" title="This session">
        {sessions
          .filter(({ current }) => current)
          .map((session) => (
            <SessionDetails key={session.id} session={session} now={now} />
          ))}
      </Panel>
      <Panel id="other-sessions" title="Other sessions">
        {others.length === 0 ? (
          <p className="text-muted">No other sessions.</p>
        ) : (
          <>
            <ul className="flex flex-col divide-y divide-border">
              {others.map((session) => (
                <li
                  key={session.id}
                  className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 py-4 first:pt-0 last:pb-0"
                >
                  <SessionDetails session={session} now={now} />
                  <form action={end} className="max-sm:pl-8">
                    <input type="hidden" name="id" value={session.id} />
                    <SubmitButton appearance="secondary" pendingLabel="Ending…">
                      End session<span className="sr-only">: {session.device}</span>
                    </SubmitButton>
                  </form>
                </li>
              ))}
            </ul>
            <form action={endOthers} className="border-t border-border pt-4">
              <SubmitButton appearance="secondary" pendingLabel="Ending…">
                End all other sessions
              </SubmitButton>
            </form>
          </>
        )}
      </Panel>
    </>
  );
}
