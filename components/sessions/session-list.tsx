"use client";

import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { SettingsList } from "@/components/ui/settings-list";
import { SubmitButton } from "@/components/ui/submit-button";
import { useServerAction } from "@/components/ui/use-server-action";
import type { SessionView } from "@/lib/schemas/sessions";
import { SessionDetails } from "./session-details";

type SessionListProps = {
  sessions: readonly SessionView[];
  now: string;
  endAction: FormStateAction;
  endOthersAction: FormStateAction;
};

export function SessionList({ sessions, now, endAction, endOthersAction }: SessionListProps) {
  const [ended, end] = useServerAction(endAction);
  const [endedOthers, endOthers] = useServerAction(endOthersAction);
  const ordered = sessions.toSorted((one, other) => Number(other.current) - Number(one.current));
  return (
    <>
      {/* Ending all others makes the result for a single one outdated. */}
      <FormOutcome state={endedOthers.status === "idle" ? ended : endedOthers} />
      {ordered.length > 1 && (
        <div className="-my-1 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <p className="text-14 text-muted">{ordered.length} sessions</p>
          <form action={endOthers}>
            <SubmitButton appearance="secondary" pendingLabel="Ending…">
              End all other sessions
            </SubmitButton>
          </form>
        </div>
      )}
      <SettingsList>
        <ul className="flex flex-col divide-y divide-border">
          {ordered.map((session) => (
            <li
              key={session.id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 p-4 sm:flex-nowrap sm:px-6"
            >
              <SessionDetails session={session} now={now} />
              {!session.current && (
                <form action={end} className="shrink-0 max-sm:pl-8">
                  <input type="hidden" name="id" value={session.id} />
                  <SubmitButton appearance="secondary" pendingLabel="Ending…">
                    End<span className="sr-only"> session: {session.device}</span>
                  </SubmitButton>
                </form>
              )}
            </li>
          ))}
        </ul>
        {ordered.length === 1 && <p className="px-4 py-3 text-14 text-muted sm:px-6">No other sessions.</p>}
      </SettingsList>
    </>
  );
}
