"use client";

import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { joinClasses } from "@/components/ui/join-classes";
import { RefreshOften } from "@/components/ui/refresh-often";
import { SubmitButton } from "@/components/ui/submit-button";
import { TimeAgo } from "@/components/ui/time-ago";
import { useServerAction } from "@/components/ui/use-server-action";
import type { AuditIntegrity as Integrity } from "@/lib/schemas/audit-log";

type AuditIntegrityProps = { integrity: Integrity; now: string; checkAction: FormStateAction };

const looks = {
  intact: { Icon: CircleCheck, box: "", icon: "text-ok" },
  broken: { Icon: CircleAlert, box: "rounded-lg border border-danger bg-danger-soft px-4 py-3", icon: "text-danger" },
  unchecked: { Icon: CircleDashed, box: "", icon: "text-muted" },
};

/** One line, unless the log is broken: the events are what people come for. */
export function AuditIntegrity({ integrity, now, checkAction }: AuditIntegrityProps) {
  const [state, check] = useServerAction(checkAction);
  if (nothingIsSealed(integrity)) return <NothingSealed pending={integrity.pending} />;
  const { Icon, box, icon } = looks[integrity.state];
  const isBroken = integrity.state === "broken";
  return (
    <section
      aria-label="Integrity"
      className={joinClasses("flex min-h-11 flex-wrap items-center gap-x-4 text-14", box === "" ? "-my-2" : box)}
    >
      <div className="flex min-w-0 items-start gap-2">
        <Icon aria-hidden className={joinClasses("mt-0.5 size-4 shrink-0", icon)} />
        {state.status === "refused" ? (
          <FormOutcome state={state} />
        ) : (
          <p role={isBroken ? "alert" : "status"} className="wrap-anywhere">
            <span className="font-medium">
              <IntegrityStatus integrity={integrity} />
            </span>
            <span className={joinClasses(!isBroken && "text-muted")}>
              <SealedCount integrity={integrity} now={now} />
            </span>
          </p>
        )}
      </div>
      {integrity.checking ? (
        <p role="status" className="text-muted">
          A check is running…
          <RefreshOften />
        </p>
      ) : (
        <form action={check}>
          <SubmitButton appearance="link" pendingLabel="Checking…">
            Check now
          </SubmitButton>
        </form>
      )}
    </section>
  );
}

/** There is nothing to check yet, so no button for it. */
function NothingSealed({ pending }: { pending: number }) {
  return (
    <section aria-label="Integrity">
      <p className="flex gap-2 text-14 text-muted">
        <CircleDashed aria-hidden className="mt-0.5 size-4 shrink-0" />
        {pending === 0
          ? "New events are sealed against changes within the hour"
          : `${counted(pending)}, sealed against changes within the hour`}
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

function SealedCount({ integrity: { checked_at: at, sealed, pending }, now }: { integrity: Integrity; now: string }) {
  return (
    <>
      {sealed > 0 && <span className="max-sm:hidden">{` · ${counted(sealed)} sealed`}</span>}
      {at !== null && (
        <>
          {" · checked "}
          <TimeAgo at={at} now={now} />
        </>
      )}
      {pending > 0 && <span className="max-sm:hidden">{` · ${counted(pending)} not sealed yet`}</span>}
    </>
  );
}

function counted(events: number): string {
  return `${events.toLocaleString("en-GB")} ${events === 1 ? "event" : "events"}`;
}
