import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Cell, ColumnHead, DataTable, wideOnly } from "@/components/ui/data-table";
import { Fact, FactList } from "@/components/ui/fact-list";
import { joinClasses } from "@/components/ui/join-classes";
import { sourceSystems } from "@/lib/domain/user-import/source-systems";
import type { ImportResult } from "@/lib/schemas/user-import";
import type { ImportState } from "./import-state";

type Report = NonNullable<ImportState["report"]>;

const outcomeLabels = {
  created: { done: "Created", planned: "To create", tone: "ok" },
  updated: { done: "Updated", planned: "To update", tone: "accent" },
  skipped: { done: "Skipped", planned: "To skip", tone: "neutral" },
  refused: { done: "Refused", planned: "To refuse", tone: "danger" },
} as const satisfies Record<ImportResult["outcome"], unknown>;

export function ImportReport({ report }: { report: Report }) {
  const { rows, results, dry_run: isDry, csv, source, not_understood: notUnderstood } = report;
  const outcomes = ["created", "updated", "skipped", "refused"] as const;
  return (
    <section aria-labelledby="report" className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="report" className="text-16 font-semibold">
          {isDry ? "Preview" : "Import result"}
        </h2>
        {csv !== null && (
          <ButtonLink href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`} download="latchkey-import.csv">
            Download report
          </ButtonLink>
        )}
      </div>
      {notUnderstood.length > 0 && (
        <Alert tone="warn">
          These columns look important, but {isDry ? "won’t be" : "weren’t"} imported:{" "}
          <span translate="no">{notUnderstood.join(", ")}</span>.
        </Alert>
      )}
      <FactList>
        {source !== null && <Fact term="Exported by">{sourceSystems[source].label}</Fact>}
        {outcomes.map((outcome) => (
          <Fact key={outcome} term={isDry ? outcomeLabels[outcome].planned : outcomeLabels[outcome].done}>
            <span className="tabular-nums">{report[outcome].toLocaleString("en-GB")}</span>
          </Fact>
        ))}
      </FactList>
      {results.length > 0 && (
        <DataTable
          label="Rows"
          head={
            <>
              <ColumnHead>Row</ColumnHead>
              <ColumnHead>Email</ColumnHead>
              <ColumnHead>Result</ColumnHead>
              <ColumnHead>Details</ColumnHead>
            </>
          }
        >
          {results.map((result) => (
            <Row key={result.row} result={result} isDry={isDry} />
          ))}
        </DataTable>
      )}
      <p className="text-14 text-muted">
        Rows of a CSV are numbered as in a spreadsheet, with the headings in row 1.
        {rows > results.length &&
          ` Showing ${results.length} of ${rows.toLocaleString("en-GB")} rows, refused and skipped rows first.`}
      </p>
    </section>
  );
}

function Row({ result: { row, email, outcome, reason }, isDry }: { result: ImportResult; isDry: boolean }) {
  const { done, planned, tone } = outcomeLabels[outcome];
  const badge = <Badge tone={tone}>{isDry ? planned : done}</Badge>;
  return (
    <tr>
      <Cell className="align-top tabular-nums">
        {row}
        <span className="mt-1 block whitespace-nowrap sm:hidden">{badge}</span>
      </Cell>
      <Cell className="align-top wrap-anywhere max-sm:w-full sm:min-w-56">
        {email ?? <span className="text-muted">None</span>}
        {reason !== null && <span className="mt-1 block text-muted sm:hidden">{reason}</span>}
      </Cell>
      <Cell className={joinClasses(wideOnly, "align-top whitespace-nowrap")}>{badge}</Cell>
      <Cell className={joinClasses(wideOnly, "align-top text-muted")}>{reason}</Cell>
    </tr>
  );
}
