"use client";

import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { joinClasses } from "@/components/ui/join-classes";
import { SubmitButton } from "@/components/ui/submit-button";
import { TimeAgo } from "@/components/ui/time-ago";
import { useServerAction } from "@/components/ui/use-server-action";
import type { AuditIntegrity as Integrity } from "@/lib/schemas/audit-log";

type AuditIntegrityProps = { integrity: Integrity; now: string; checkAction: FormStateAction };

const looks = {
  intact: { Icon: CircleCheck, box: "border-border bg-panel", icon: "text-ok" },
  broken: { Icon: CircleAlert, box: "border-danger bg-danger-soft", icon: "text-danger" },
  unchecked: { Icon: CircleDashed, box: "border-border bg-panel", icon: "text-muted" },
};

export function AuditIntegrity({ integrity, now, checkAction }: AuditIntegrityProps) {
  const [state, check] = useServerAction(checkAction);
  if (nothingIsSealed(integrity)) return <NothingSealed pending={integrity.pending} />;
  const { Icon, box, icon } = looks[integrity.state];
  return (
    <section
      aria-label="Integrity"
      className={joinClasses("flex flex-col gap-3 rounded-lg border px-4 py-3 sm:px-6", box)}
    >
      {state.status === "refused" && <FormOutcome state={state} />}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 grow basis-52 gap-3">
          <Icon aria-hidden className={joinClasses("mt-0.5 size-5 shrink-0", icon)} />
          <div
            className="flex min-w-0 flex-wrap items-baseline gap-x-3"
            role={integrity.state === "broken" ? "alert" : "status"}
          >
            <p className="font-medium wrap-anywhere">
              <IntegrityStatus integrity={integrity} />
            </p>
            <p className={joinClasses("text-14", integrity.state === "broken" ? "text-text" : "text-muted")}>
              <SealedCount integrity={integrity} now={now} /> {describePending(integrity.pending)}
            </p>
          </div>
        </div>
        <form action={check} className="max-sm:pl-8">
          <SubmitButton appearance="secondary" pendingLabel="Checking…">
            Check now
          </SubmitButton>
        </form>
      </div>
    </section>
  );
}

/** There is nothing to check yet, so no button for it. */
function NothingSealed({ pending }: { pending: number }) {
  return (
    <section aria-label="Integrity">
      <p className="flex gap-2 text-14 text-muted">
        <CircleDashed aria-hidden className="mt-0.5 size-4 shrink-0" />
        {describePending(pending) || "New events are sealed within the hour."} Sealed events can’t be changed unnoticed.
      </p>
    </section>
  );
}

/** True in the first hour of an installation, when no event is sealed and "intact" would mean nothing. */
function nothingIsSealed({ state, sealed }: Integrity): boolean {
  return state === "intact" && sealed === 0;
}

function IntegrityStatus({ integrity: { state, fault } }: { integrity: Integrity }) {
  if (state === "broken") return <>Broken: {fault?.detail}</>;
  return state === "intact" ? <>Intact</> : <>Not checked yet</>;
}

function SealedCount({ integrity, now }: { integrity: Integrity; now: string }) {
  const { checked_at: at, sealed } = integrity;
  if (sealed === 0) return null;
  const events = `${sealed.toLocaleString("en-GB")} ${sealed === 1 ? "event is" : "events are"} sealed`;
  if (at === null) return <>{events}.</>;
  return (
    <>
      {events}, checked <TimeAgo at={at} now={now} />.
    </>
  );
}

function describePending(pending: number): string {
  if (pending === 0) return "";
  return pending === 1
    ? "1 new event is sealed within the hour."
    : `${pending.toLocaleString("en-GB")} new events are sealed within the hour.`;
}
