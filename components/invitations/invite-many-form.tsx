"use client";

import type { ReactNode } from "react";
import { AdminPage, type AdminPageFrame } from "@/components/layout/admin-page";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { BreakableText } from "@/components/ui/breakable-text";
import { ButtonLink } from "@/components/ui/button-link";
import { CheckedButtons, CheckedInput, useCheckedForm } from "@/components/ui/checked-form";
import { CountTiles } from "@/components/ui/count-tiles";
import { Cell, ColumnHead, DataTable, wideOnly } from "@/components/ui/data-table";
import { Disclosure } from "@/components/ui/disclosure";
import { FileField } from "@/components/ui/file-field";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { PendingFormField } from "@/components/ui/pending-form";
import { SelectField } from "@/components/ui/select-field";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { InlineLink } from "@/components/ui/text-link";
import { useInBrowser } from "@/components/ui/use-in-browser";
import { roleLabels } from "@/components/users/user-labels";
import { INVITATION_LINES_MAX, INVITATION_NOTE_MAX } from "@/lib/domain/users/invitation";
import { roles } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";
import type { AddressReason, InvitedAddresses } from "@/lib/schemas/invitations";
import type { InviteManyAction, InviteManyState } from "./invite-many-state";
import { LinkDownload } from "./link-download";
import { ValidForField, validityLabel } from "./valid-for-field";

const plans = { list: { label: "Email addresses" }, file: { label: "File" }, note: { label: "Note" } };
const roleOptions = roles.toReversed().map((role) => ({ value: role, label: roleLabels[role] }));

// A longer list opens by a click.
const SHOWN_OPEN_MAX = 20;

const reasonLabels: Record<AddressReason, string> = {
  no_address: "No email address in this line",
  invalid_address: "Not a valid email address",
  repeated: "Listed more than once",
  has_account: "Has an account already",
  reserved: "Was changed recently, and the change can still be undone",
  already_invited: "Is invited already",
};

type InviteManyFormProps = {
  action: InviteManyAction;
  linksAction: FormStateAction;
  canMail: boolean;
  frame: AdminPageFrame;
};

/** Checks a list of addresses, then invites them. */
export function InviteManyForm({ action, linksAction, canMail, frame }: InviteManyFormProps) {
  const { state, report, problems, pending, errorOf, outdate, attributes } = useCheckedForm<
    InvitedAddresses,
    InviteManyState
  >(action, { pendingForm: "invite-addresses", plans });
  if (report !== undefined && !report.dry_run) return <Done report={report} linksAction={linksAction} frame={frame} />;

  const count = report?.created ?? 0;
  const buttons = (
    <div className="flex flex-wrap items-center gap-2">
      <CheckedButtons
        checkLabel="Check addresses"
        isChecked={report !== undefined}
        next={count === 0 ? null : { step: "invite", label: `Invite ${countUsers(count)}`, pendingLabel: "Inviting…" }}
        pending={pending}
      />
    </div>
  );
  return (
    <AdminPage {...frame} title="Invite several users" lead="For users who have no account yet.">
      <form {...attributes} className="flex flex-col gap-4 sm:gap-6">
        <FormErrorSummary problems={problems} />
        <Panel id="list-of-addresses" title="Who" className={report === undefined ? "max-w-[40rem]" : undefined}>
          <PendingFormField form="invite-addresses" />
          <CheckedInput
            summary={report === undefined ? null : checkedWords(report, state.values)}
            changeLabel="Change addresses or options"
          >
            <TextArea
              // A checked file's addresses are shown here.
              key={state.values?.["list"] ?? ""}
              name="list"
              label="Email addresses"
              rows={8}
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="none"
              defaultValue={state.values?.["list"] ?? ""}
              onChange={outdate}
              error={errorOf("list")}
              hint={
                <>
                  One a line, with or without a name, or pasted from a spreadsheet. For more than {INVITATION_LINES_MAX}
                  , <InlineLink href={routes.importUsers()}>import users</InlineLink>.
                </>
              }
            />
            <FileField
              key={report === undefined ? "file" : "used"}
              name="file"
              label="Or a CSV file"
              accept=".csv,.tsv,.txt,text/csv,text/plain"
              onChange={outdate}
              error={errorOf("file")}
            />
            <SelectField
              name="role"
              label="Role"
              options={roleOptions}
              defaultValue={state.values?.["role"] ?? "user"}
              hint="All of them get this role."
            />
            <ValidForField hours={state.values?.["hours"]} />
            <TextField
              name="note"
              label={
                <>
                  Note <span className="font-normal text-muted">(optional)</span>
                </>
              }
              autoComplete="off"
              maxLength={INVITATION_NOTE_MAX}
              defaultValue={state.values?.["note"] ?? ""}
              error={errorOf("note")}
              hint="Only administrators see it."
            />
            {!canMail && (
              <p className="text-14 text-muted">
                This server can’t send email. You get the links as a CSV file to pass on.
              </p>
            )}
          </CheckedInput>
        </Panel>
        {report !== undefined && <Report report={report}>{buttons}</Report>}
        {report === undefined && buttons}
      </form>
    </AdminPage>
  );
}
/** Such as "3 addresses · role User · valid for 7 days". */
function checkedWords({ results }: InvitedAddresses, values: Record<string, string> = {}): string {
  const role = roles.find((one) => one === values["role"]) ?? "user";
  return [
    `${results.length.toLocaleString("en-GB")} ${results.length === 1 ? "line" : "lines"}`,
    `role ${roleLabels[role]}`,
    `valid for ${validityLabel(values["hours"])}`,
  ].join(" · ");
}

function Report({ report, children }: { report: InvitedAddresses; children?: ReactNode }) {
  const { created, results, dry_run: isDry } = report;
  const left = results.filter(({ outcome }) => outcome === "refused");
  const taken = results.filter(({ outcome }) => outcome !== "refused");
  return (
    <section aria-labelledby="report" className="flex min-w-0 flex-col gap-4">
      <h2 id="report" className="text-16 font-semibold">
        {isDry ? "Preview" : "Result"}
      </h2>
      <CountTiles
        label="Addresses"
        tiles={[
          { label: isDry ? "To invite" : "Invited", count: created, tone: "ok" },
          { label: "Left out", count: left.length, tone: "warn" },
        ]}
      />
      {children}
      {taken.length > 0 && (
        <Disclosure summary={isDry ? "To invite" : "Invited"} startsOpen={isDry && taken.length <= SHOWN_OPEN_MAX}>
          <ul
            aria-label={isDry ? "To invite" : "Invited"}
            className="grid gap-x-6 rounded-lg border border-border bg-panel px-4 py-2 text-14 wrap-anywhere sm:grid-cols-2"
          >
            {taken.map(({ line, email, full_name: name }) => (
              <li key={`${line} ${email}`} className="py-1">
                {name !== null && <span className="block font-medium">{name}</span>}
                {email !== null && (
                  <span className={name === null ? undefined : "text-muted"}>
                    <BreakableText text={email} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {left.length > 0 && <h3 className="text-14 font-medium">Left out</h3>}
      {left.length > 0 && (
        <DataTable
          label="Left out"
          head={
            <>
              <ColumnHead>Line</ColumnHead>
              <ColumnHead>Text</ColumnHead>
              <ColumnHead>Reason</ColumnHead>
            </>
          }
        >
          {left.map(({ line, text, reason = "no_address" }, index) => (
            <tr key={`${line} ${index}`}>
              <Cell className="w-16 align-top text-muted tabular-nums">{line}</Cell>
              <Cell className="align-top wrap-anywhere">
                {text}
                <span className="mt-1 block text-muted sm:hidden">{reasonLabels[reason]}</span>
              </Cell>
              <Cell className={wideOnly}>
                <Badge tone={reason === "has_account" || reason === "already_invited" ? "neutral" : "warn"}>
                  {reasonLabels[reason]}
                </Badge>
              </Cell>
            </tr>
          ))}
        </DataTable>
      )}
    </section>
  );
}

type DoneProps = { report: InvitedAddresses; linksAction: FormStateAction; frame: AdminPageFrame };

function Done({ report, linksAction, frame }: DoneProps) {
  const inBrowser = useInBrowser();
  const { run_id: runId, created, mailed } = report;
  const downloads = inBrowser && !mailed && runId !== null;
  return (
    <AdminPage {...frame} title={created === 0 ? "No user invited" : `${countUsers(created)} invited`}>
      <Alert tone={created === 0 ? "warn" : "ok"}>
        {created === 0
          ? "None of the addresses can be invited now."
          : mailed
            ? "The emails are on their way."
            : "Next, download the links and pass them on."}
      </Alert>
      {/* Without JavaScript the page forgets this result, so the links are downloaded from the list. */}
      {downloads && (
        <LinkDownload runId={runId} linksWaiting={created} takesAll appearance="primary" action={linksAction} />
      )}
      <div className="flex flex-wrap gap-2">
        {runId !== null && (
          <ButtonLink href={routes.invitations({ run_id: runId })} appearance={downloads ? "secondary" : "primary"}>
            {mailed || downloads ? "See who accepts" : "Get the links"}
          </ButtonLink>
        )}
        <ButtonLink href={routes.inviteMany()}>Invite others</ButtonLink>
      </div>
      <Report report={report} />
    </AdminPage>
  );
}

function countUsers(count: number): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? "user" : "users"}`;
}
