"use client";

import { useState } from "react";
import { countUsers } from "@/components/bulk-runs/bulk-labels";
import { AdminPage, type AdminPageFrame } from "@/components/layout/admin-page";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { Checkbox } from "@/components/ui/checkbox";
import { CheckedButtons, CheckedInput, useCheckedForm } from "@/components/ui/checked-form";
import { Disclosure } from "@/components/ui/disclosure";
import { FileField } from "@/components/ui/file-field";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { PendingFormField } from "@/components/ui/pending-form";
import { SelectField } from "@/components/ui/select-field";
import { InlineLink } from "@/components/ui/text-link";
import { routes } from "@/lib/routes";
import { ImportMapping } from "./import-mapping";
import { countRows, ImportReport } from "./import-report";
import type { ImportAction, ImportState, ShownReport } from "./import-state";
import { InviteStep } from "./invite-step";

const plans = { file: { label: "File" } };

/** Its row is an example to overwrite, with an address that no user can have. */
const TEMPLATE = "\ufeffemail,full_name,username,role,active\r\nada@example.org,Ada Lovelace,ada,user,true\r\n";

const existingOptions = [
  { value: "skip", label: "Skip" },
  { value: "update", label: "Update name, username and status" },
  { value: "refuse", label: "Refuse the row" },
];

/**
 * One form for the check and the import. The server keeps nothing, so each submission uploads the file; without JavaScript the user has
 * to choose it again after the check.
 */
export function ImportForm({
  action,
  inviteAction,
  canMail,
  frame,
}: {
  action: ImportAction;
  inviteAction: FormStateAction;
  canMail: boolean;
  frame: AdminPageFrame;
}) {
  const { state, report, problems, pending, errorOf, outdate, attributes } = useCheckedForm<ShownReport, ImportState>(
    action,
    { pendingForm: "import-users", plans },
  );
  const [fileName, setFileName] = useState<string | null>(null);

  if (report !== undefined && !report.dry_run) {
    const done = report.created + report.updated;
    return (
      <AdminPage {...frame} title={done === 0 ? "No users imported" : `${countUsers(done)} imported`}>
        <FormOutcome
          state={{
            status: "done",
            message: `${[fileName, countRows(report.rows)].filter(Boolean).join(", ")}: ${[
              `${report.created.toLocaleString("en-GB")} created`,
              report.updated > 0 && `${report.updated.toLocaleString("en-GB")} updated`,
              report.skipped > 0 && `${report.skipped.toLocaleString("en-GB")} skipped`,
              report.refused > 0 && `${report.refused.toLocaleString("en-GB")} left out`,
            ]
              .filter((part) => part !== false)
              .join(", ")}.`,
          }}
        />
        {report.toInvite.length > 0 && <InviteStep ids={report.toInvite} action={inviteAction} canMail={canMail} />}
        <ImportReport report={report} />
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={routes.users()}>All users</ButtonLink>
          <ButtonLink href={routes.importUsers()}>Import another file</ButtonLink>
        </div>
      </AdminPage>
    );
  }

  const lacksAddresses = report !== undefined && report.rows > 0 && report.mapping.email === undefined;
  // The browser sent the form without a script, which loads a new page.
  const isFileMissing = report !== undefined && fileName === null;
  const changes = report === undefined ? 0 : report.created + report.updated;
  const buttons = (
    <div className="flex flex-wrap items-center gap-2">
      <CheckedButtons
        checkLabel="Check file"
        isChecked={report !== undefined}
        next={
          changes === 0 ? null : { step: "import", label: `Import ${countUsers(changes)}`, pendingLabel: "Importing…" }
        }
        pending={pending}
      />
      {isFileMissing && <p className="text-14 text-muted">Choose the file again. The server doesn’t keep it.</p>}
    </div>
  );
  return (
    <AdminPage {...frame} title="Import users">
      <form {...attributes} className="flex flex-col gap-4 sm:gap-6">
        <FormErrorSummary problems={problems} />
        <Panel id="import" title="File" className={report === undefined ? "max-w-[40rem]" : undefined}>
          <PendingFormField form="import-users" />
          <CheckedInput
            summary={
              report === undefined || isFileMissing
                ? null
                : [fileName, countRows(report.rows)].filter(Boolean).join(" · ")
            }
            changeLabel="Change file or options"
          >
            <FileField
              name="file"
              label="User file"
              accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl,text/csv,application/json"
              onChange={outdate}
              onFile={setFileName}
              error={errorOf("file")}
              hint="CSV with column names in the first line, JSON, NDJSON or another system’s export. Up to 10,000 users and 5 MiB."
            />
            <p className="text-14 text-muted">
              Columns: <code translate="no">email</code> (required), <code translate="no">full_name</code>,{" "}
              <code translate="no">username</code>, <code translate="no">role</code>, <code translate="no">active</code>
              . Other names are recognised too, and you can choose the columns after the check.{" "}
              <InlineLink
                href={`data:text/csv;charset=utf-8,${encodeURIComponent(TEMPLATE)}`}
                download="latchkey-users.csv"
              >
                Download a template
              </InlineLink>
            </p>
            <SelectField
              name="on_existing"
              label="Existing users"
              options={existingOptions}
              defaultValue={state.values?.["on_existing"] ?? "skip"}
              hint="Their email address, password and two-factor authentication never change."
            />
            <Checkbox
              name="allow_roles"
              label="Import roles"
              defaultChecked={state.values?.["allow_roles"] === "on"}
              hint="Also import administrator and moderator roles. Otherwise all new users get the role User."
            />
            <Disclosure summary="What is imported">
              <p className="text-14 text-muted">
                Password hashes (bcrypt, argon2id) and authenticator secrets keep working. Files with plain-text
                passwords are refused. Users with another hash or none are invited to choose a password. Users who are
                disabled, blocked, banned or suspended in the file are disabled here.
              </p>
            </Disclosure>
          </CheckedInput>
        </Panel>
        {lacksAddresses && (
          <Alert tone="warn">No email column was found. Choose it below and check the file again.</Alert>
        )}
        {report !== undefined && <ImportMapping report={report} />}
        {/* Without an address no row can be read, so there is nothing to report but the missing column. */}
        {report === undefined || lacksAddresses ? buttons : <ImportReport report={report}>{buttons}</ImportReport>}
      </form>
    </AdminPage>
  );
}
