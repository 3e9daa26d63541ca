"use client";

import { ButtonLink } from "@/components/ui/button-link";
import { Disclosure } from "@/components/ui/disclosure";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useServerAction } from "@/components/ui/use-server-action";
import type { InvitationList } from "@/lib/schemas/invitations";

type InvitationActionsProps = {
  /** Null for all invitations. */
  runId: string | null;
  invitations: Pick<InvitationList, "counts" | "links_waiting">;
  canMail: boolean;
  remindAction: FormStateAction;
  revokeAction: FormStateAction;
  linksAction: FormStateAction;
};

/** What can be done with the invitations that are not accepted: download the links, remind, revoke. */
export function InvitationActions({
  runId,
  invitations: { counts, links_waiting: linksWaiting },
  canMail,
  remindAction,
  revokeAction,
  linksAction,
}: InvitationActionsProps) {
  const [reminded, remind] = useServerAction(remindAction);
  const [revoked, revoke] = useServerAction(revokeAction);
  const [taken, take] = useServerAction(linksAction);
  const open = counts.pending + counts.expired;
  const csv = taken.status === "done" ? taken.secrets?.[0] : undefined;
  const scope = runId !== null && <input type="hidden" name="run_id" value={runId} />;
  if (open === 0 && csv === undefined && revoked.status === "idle") return null;
  return (
    <div className="flex flex-col gap-3">
      <FormOutcome state={reminded} />
      <FormOutcome state={revoked} />
      <FormOutcome state={taken} />
      {(csv !== undefined || linksWaiting > 0) && (
        <div className="flex flex-wrap items-center gap-2">
          {csv !== undefined && (
            <ButtonLink
              // The byte order mark makes Excel read UTF-8.
              href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${csv}`)}`}
              download="latchkey-invitations.csv"
              appearance="primary"
            >
              Save the file
            </ButtonLink>
          )}
          {linksWaiting > 0 && (
            <form action={take}>
              {scope}
              <SubmitButton appearance={runId === null ? "secondary" : "primary"} pendingLabel="Preparing…">
                {`Get ${count(linksWaiting, "link")} as CSV`}
              </SubmitButton>
            </form>
          )}
          <p className="text-14 text-muted">Each link is given out once. Pass it on to its user.</p>
        </div>
      )}
      {open > 0 && (
        <Disclosure
          summary={`Remind or revoke ${count(open, "invitation")}`}
          startsOpen={runId !== null && linksWaiting === 0}
        >
          <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
            <form action={remind} className="flex max-w-xs flex-col items-start gap-2">
              {scope}
              <SubmitButton appearance={runId === null ? "secondary" : "primary"} pendingLabel="Reminding…">
                {canMail ? `Remind ${count(open, "user")}` : `Make new links for ${count(open, "user")}`}
              </SubmitButton>
              <p className="text-14 text-muted">
                {canMail
                  ? "Each gets a new link by email, at most once a day. The old link stops working."
                  : "The old links stop working."}
              </p>
            </form>
            <form action={revoke} className="flex max-w-xs flex-col items-start gap-2">
              {scope}
              <SubmitButton appearance="danger" pendingLabel="Revoking…">
                {`Revoke ${count(open, "invitation")}`}
              </SubmitButton>
              <p className="text-14 text-muted">The links stop working at once. No account is deleted.</p>
            </form>
          </div>
        </Disclosure>
      )}
    </div>
  );
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en-GB")} ${noun}${number === 1 ? "" : "s"}`;
}
