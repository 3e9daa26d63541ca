"use client";

import { type ButtonAppearance } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useServerAction } from "@/components/ui/use-server-action";
import { countOf } from "./invitation-labels";

type LinkDownloadProps = {
  /** Null for all invitations. */
  runId: string | null;
  linksWaiting: number;
  appearance: ButtonAppearance;
  action: FormStateAction;
};

/** Gives out the links that weren't mailed, as a file, once. */
export function LinkDownload({ runId, linksWaiting, appearance, action }: LinkDownloadProps) {
  const [taken, take] = useServerAction(action);
  const csv = taken.status === "done" ? taken.secrets?.[0] : undefined;
  return (
    <>
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
              {runId !== null && <input type="hidden" name="run_id" value={runId} />}
              <SubmitButton appearance={appearance} pendingLabel="Preparing…">
                {`Get ${countOf(linksWaiting, "link")} as CSV`}
              </SubmitButton>
            </form>
          )}
          <p className="text-14 text-muted">You can download each link only once.</p>
        </div>
      )}
    </>
  );
}
