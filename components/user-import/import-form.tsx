"use client";

import { type FormEvent, startTransition, useActionState, useMemo, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { Checkbox } from "@/components/ui/checkbox";
import { FileField } from "@/components/ui/file-field";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { FormOutcome } from "@/components/ui/form-outcome";
import { asSentence, refusalOf } from "@/components/ui/form-problems";
import { Panel } from "@/components/ui/panel";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { useInBrowser } from "@/components/ui/use-in-browser";
import { idleActionState } from "@/lib/action-state";
import { routes } from "@/lib/routes";
import { ImportMapping } from "./import-mapping";
import { ImportReport } from "./import-report";
import type { ImportAction, ImportState } from "./import-state";

const plans = { file: { label: "File" } };

const existingOptions = [
  { value: "skip", label: "Leave them as they are" },
  { value: "update", label: "Update name, username and status" },
  { value: "refuse", label: "Count the row as refused" },
];

/**
 * One form for a look and for the import: the file goes along each time, because nothing of it is kept. Without JavaScript it has to be
 * chosen again after the look; with it, it stays chosen.
 */
export function ImportForm({ action }: { action: ImportAction }) {
  const [state, dispatch, pending] = useActionState<ImportState, FormData>(action, idleActionState);
  // With another file, what was said about the one before is of no use.
  const [outdated, setOutdated] = useState<ImportState | null>(null);
  const inBrowser = useInBrowser();
  const problems = useMemo(() => refusalOf(state, plans), [state]);
  const report = state === outdated ? undefined : state.report;

  if (report !== undefined && !report.dry_run) {
    return (
      <>
        <FormOutcome
          state={{
            status: "done",
            message: `The import is done. ${report.created.toLocaleString("en-GB")} of ${report.rows.toLocaleString("en-GB")} people are new.`,
          }}
        />
        <ImportReport report={report} />
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={routes.users()}>All users</ButtonLink>
          <ButtonLink href={routes.importUsers()}>Another file</ButtonLink>
        </div>
      </>
    );
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    // Sent by hand, so that React does not empty the form: the file stays chosen for the import.
    event.preventDefault();
    if (pending) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget, submitter);
    setOutdated(null);
    startTransition(() => dispatch(form));
  }

  const changes = report === undefined ? 0 : report.created + report.updated;
  const error = state !== outdated && state.status === "refused" ? state.fieldErrors["file"] : undefined;
  return (
    <>
      <form action={dispatch} onSubmit={submit} className="flex flex-col gap-4 sm:gap-6">
        {state !== outdated && <FormErrorSummary problems={problems} />}
        <Panel id="import" title="File" className="max-w-[40rem]">
          <FileField
            name="file"
            label="People of the other system"
            accept=".csv,.json,.ndjson,.jsonl,text/csv,application/json"
            onChange={() => setOutdated(state)}
            error={error && asSentence(error)}
            hint="CSV with the names of its columns in the first line, JSON or NDJSON, in UTF-8. Up to 10,000 people and 5 MB."
          />
          <SelectField
            name="on_existing"
            label="People who are here already"
            options={existingOptions}
            defaultValue={state.values?.["on_existing"] ?? "skip"}
            hint="Their address, password and second factor never change."
          />
          <Checkbox
            name="allow_roles"
            label="Take over roles"
            defaultChecked={state.values?.["allow_roles"] === "on"}
            hint="Makes whoever is an administrator or moderator in the file one here. Without it everybody is a user."
          />
          <p className="text-14 text-muted">
            Password hashes of bcrypt and argon2id and one-time secrets go on working. Passwords in clear text are
            refused: leave them out, and these people choose one by a reset link.
          </p>
        </Panel>
        {report !== undefined && <ImportMapping report={report} />}
        {report !== undefined && report.rows > 0 && report.mapping.email === undefined && (
          <Alert tone="warn">No column was taken for the e-mail address. Choose it above, and check again.</Alert>
        )}
        <div className="flex flex-wrap items-center gap-2">
          <SubmitButton
            name="step"
            value="check"
            pending={pending}
            pendingLabel="Reading it…"
            appearance={changes === 0 ? "primary" : "secondary"}
          >
            {report === undefined ? "Check file" : "Check again"}
          </SubmitButton>
          {changes > 0 && (
            <SubmitButton name="step" value="import" pending={pending} pendingLabel="Importing…">
              {`Import ${changes.toLocaleString("en-GB")} ${changes === 1 ? "person" : "people"}`}
            </SubmitButton>
          )}
          {report !== undefined && !inBrowser && (
            <p className="text-14 text-muted">Choose the file once more: nothing of it was kept.</p>
          )}
        </div>
      </form>
      {report !== undefined && <ImportReport report={report} />}
    </>
  );
}
