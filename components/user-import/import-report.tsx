import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { withCurlyApostrophes } from "@/components/ui/as-sentence";
import { Badge } from "@/components/ui/badge";
import { BreakableText } from "@/components/ui/breakable-text";
import { ButtonLink } from "@/components/ui/button-link";
import { CountTiles } from "@/components/ui/count-tiles";
import { Cell, ColumnHead, DataTable, wideOnly } from "@/components/ui/data-table";
import { Disclosure } from "@/components/ui/disclosure";
import { joinClasses } from "@/components/ui/join-classes";
import { sourceSystems } from "@/lib/domain/user-import/source-systems";
import { usualRemarks } from "@/lib/domain/user-import/usual-remarks";
import type { ImportResult } from "@/lib/schemas/user-import";
import { SHOWN_MAX, type ShownReport } from "./import-state";

const outcomeLabels = {
  created: { done: "Created", planned: "To create", tone: "ok" },
  updated: { done: "Updated", planned: "To update", tone: "accent" },
  skipped: { done: "Skipped", planned: "To skip", tone: "neutral" },
  refused: { done: "Left out", planned: "Left out", tone: "danger" },
} as const satisfies Record<ImportResult["outcome"], unknown>;

/** The counts, then only the rows that need a look. */
export function ImportReport({ report, children }: { report: ShownReport; children?: ReactNode }) {
  const { dry_run: isDry, csv, leftOut, source, attention, attentionCount, skippedRows, skipped } = report;
  const labelOf = (outcome: ImportResult["outcome"]): string =>
    isDry ? outcomeLabels[outcome].planned : outcomeLabels[outcome].done;
  return (
    <section aria-labelledby="report" className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="report" className="text-20 font-semibold">
          {isDry ? "Preview" : "Import result"}
          {source !== null && (
            <span className="ml-2 text-14 font-normal text-muted">Exported by {sourceSystems[source].label}</span>
          )}
        </h2>
      </div>
      <CountTiles
        label="Rows"
        tiles={[
          { label: labelOf("created"), count: report.created, tone: "ok" },
          ...(report.updated > 0 ? [{ label: labelOf("updated"), count: report.updated }] : []),
          ...(skipped > 0 ? [{ label: labelOf("skipped"), count: skipped }] : []),
          { label: labelOf("refused"), count: report.refused, tone: report.refused > 0 ? "danger" : undefined },
        ]}
      />
      {report.without_password > 0 && isDry && (
        <p className="text-14 text-muted">
          {report.without_password.toLocaleString("en-GB")} of them {report.without_password === 1 ? "has" : "have"} no
          password: invite them after the import.
        </p>
      )}
      {csv !== null && (
        <div className="flex flex-col gap-2">
          <div className="flex flex-wrap gap-2">
            {leftOut !== null && (
              <ButtonLink
                href={`data:${leftOut.type === "csv" ? "text/csv" : "application/json"};charset=utf-8,${encodeURIComponent(leftOut.text)}`}
                download={leftOut.name}
              >
                Download the rows left out
              </ButtonLink>
            )}
            <ButtonLink href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`} download="latchkey-import.csv">
              Download report
            </ButtonLink>
          </div>
          {leftOut !== null && (
            <p className="max-w-prose text-14 text-muted">
              The rows left out have all columns of your file, and the reason in the first one. Correct them and import
              that file: the reason is ignored.
            </p>
          )}
        </div>
      )}
      {children}
      {report.not_understood.length > 0 && (
        <Alert tone="warn">
          These columns look important, but {isDry ? "won’t be" : "weren’t"} imported:{" "}
          <span translate="no">{report.not_understood.join(", ")}</span>.
        </Alert>
      )}
      {attention.length > 0 && (
        <>
          <h3 className="text-16 font-semibold">{countRows(attentionCount)} to look at</h3>
          <Rows label="Rows that need attention" rows={attention} isDry={isDry} />
          <Shown shown={attention.length} count={attentionCount} />
        </>
      )}
      {skippedRows.length > 0 && (
        <Disclosure summary={`${labelOf("skipped")}: ${countRows(skipped)}`}>
          <Rows label="Skipped rows" rows={skippedRows} isDry={isDry} />
          <Shown shown={skippedRows.length} count={skipped} />
        </Disclosure>
      )}
    </section>
  );
}

function Rows({ label, rows, isDry }: { label: string; rows: readonly ImportResult[]; isDry: boolean }) {
  return (
    <DataTable
      label={label}
      head={
        <>
          <ColumnHead>Row</ColumnHead>
          <ColumnHead>Email</ColumnHead>
          <ColumnHead>Result</ColumnHead>
          <ColumnHead>Details</ColumnHead>
        </>
      }
    >
      {rows.map((result) => (
        <Row key={result.row} result={result} isDry={isDry} />
      ))}
    </DataTable>
  );
}

function Row({ result: { row, email, outcome, reason }, isDry }: { result: ImportResult; isDry: boolean }) {
  const { done, planned, tone } = outcomeLabels[outcome];
  const badge = <Badge tone={tone}>{isDry ? planned : done}</Badge>;
  return (
    <tr>
      <Cell className="align-top text-muted tabular-nums">{row}</Cell>
      <Cell className="align-top wrap-anywhere max-sm:w-full max-sm:pl-0 sm:min-w-64">
        <span className="flex items-start justify-between gap-3">
          {email === null ? <span className="text-muted">No address</span> : <BreakableText text={email} />}
          <span className="shrink-0 whitespace-nowrap sm:hidden">{badge}</span>
        </span>
        {reason !== null && (
          <span className="mt-1 block text-muted sm:hidden">{reason === null ? null : shownReason(reason)}</span>
        )}
      </Cell>
      <Cell className={joinClasses(wideOnly, "align-top whitespace-nowrap")}>{badge}</Cell>
      <Cell className={joinClasses(wideOnly, "align-top text-muted")}>{reason !== null && shownReason(reason)}</Cell>
    </tr>
  );
}

/** That there is no password is true of most rows, and said above. */
function shownReason(reason: string): string {
  const own = reason.replace(usualRemarks.noPassword, "").trim();
  return withCurlyApostrophes(own === "" ? reason : own);
}

function Shown({ shown, count }: { shown: number; count: number }) {
  return (
    <p className="text-14 text-muted">
      {count > shown && `The first ${SHOWN_MAX} of ${countRows(count)}. `}
      Rows of a CSV are numbered as in a spreadsheet, with the headings in row 1.
    </p>
  );
}

export function countRows(count: number): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? "row" : "rows"}`;
}
