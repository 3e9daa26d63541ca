"use client";

import { useEffect } from "react";
import { type ButtonAppearance } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { PendingFormField, useResentForm } from "@/components/ui/pending-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useServerAction } from "@/components/ui/use-server-action";
import { countOf } from "./invitation-labels";

type LinkDownloadProps = {
  /** Null for all invitations. */
  runId: string | null;
  linksWaiting: number;
  appearance: ButtonAppearance;
  /** The count is of a result that isn't read again, and one download takes all. */
  takesAll?: boolean;
  action: FormStateAction;
};

// The byte order mark makes Excel read UTF-8.
const MARK = "\ufeff";
const FILE_NAME = "latchkey-invitations.csv";

/** Saves the file as soon as it is there; without JavaScript the link does. */
function useDownload(csv: string | undefined): void {
  useEffect(() => {
    if (csv === undefined) return;
    const url = URL.createObjectURL(new Blob([MARK + csv], { type: "text/csv;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = FILE_NAME;
    link.click();
    // The browser has begun to read it by then.
    const timer = setTimeout(() => URL.revokeObjectURL(url), 60_000);
    return () => clearTimeout(timer);
  }, [csv]);
}

/** Gives out the links that weren't mailed, as a file, once. */
export function LinkDownload({
  runId,
  linksWaiting: counted,
  appearance,
  takesAll = false,
  action,
}: LinkDownloadProps) {
  const [taken, take] = useServerAction(action);
  const csv = taken.status === "done" ? taken.secrets?.[0] : undefined;
  const form = useResentForm("invitation-links");
  const linksWaiting = takesAll && csv !== undefined ? 0 : counted;
  useDownload(csv);
  return (
    <>
      <FormOutcome state={taken} />
      {(csv !== undefined || linksWaiting > 0) && (
        <div className="flex flex-wrap items-center gap-2">
          {csv !== undefined && (
            <ButtonLink
              href={`data:text/csv;charset=utf-8,${encodeURIComponent(MARK + csv)}`}
              download={FILE_NAME}
              appearance="secondary"
            >
              Save again
            </ButtonLink>
          )}
          {linksWaiting > 0 && (
            <form ref={form} action={take}>
              <PendingFormField form="invitation-links" />
              {runId !== null && <input type="hidden" name="run_id" value={runId} />}
              <SubmitButton appearance={appearance} pendingLabel="Preparing…">
                {`Download ${countOf(linksWaiting, "link")} (CSV)`}
              </SubmitButton>
            </form>
          )}
          {linksWaiting > 0 && <p className="text-14 text-muted">You can download each link only once.</p>}
        </div>
      )}
    </>
  );
}
