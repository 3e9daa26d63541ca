import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { BreakableText } from "@/components/ui/breakable-text";
import { ButtonLink } from "@/components/ui/button-link";
import { CountTiles, type CountTile } from "@/components/ui/count-tiles";
import { Cell, ColumnHead, DataTable, LinkedRow, rowLinkClasses } from "@/components/ui/data-table";
import type { FormStateAction } from "@/components/ui/form-state";
import { TextLink } from "@/components/ui/text-link";
import type { BulkChange } from "@/lib/domain/users/plan-bulk";
import { routes } from "@/lib/routes";
import { BULK_LISTED_MAX, type BulkRunView } from "@/lib/schemas/bulk-runs";
import {
  bulkDoneLabels,
  bulkResultLabel,
  bulkUndoneLabels,
  countUsers,
  undoSkipReasonLabels,
  skipReasonLabels,
} from "./bulk-labels";
import { BulkRunner } from "./bulk-runner";

type BulkRunProps = {
  run: BulkRunView;
  /** The list that the run was started from, and its query. */
  listPath: string;
  from: string | undefined;
  change: BulkChange;
  isOwn: boolean;
  mayUndo: boolean;
  after: number;
  /** Whether all accounts are listed, or only what needs attention. */
  listsAll: boolean;
  step: FormStateAction;
  undo: FormStateAction;
  /** After the counts of a run that invites. */
  next?: ReactNode;
};

/** The counts of a bulk action, what comes next, and the accounts that need attention. */
export function BulkRun({
  run,
  listPath,
  from,
  change,
  isOwn,
  mayUndo,
  after,
  listsAll,
  step,
  undo,
  next: nextStep,
}: BulkRunProps) {
  const { matched, changed, skipped, finished, results, next } = run;
  const remaining = Math.max(0, matched - changed - skipped);
  const attention = skipped + run.undo.left;
  const tiles: CountTile[] = [
    { label: bulkDoneLabels[change.action], count: changed, tone: "ok" },
    ...(skipped > 0 ? [{ label: "Skipped", count: skipped, tone: "warn" as const }] : []),
    ...(finished ? [] : [{ label: "Remaining", count: remaining }]),
    ...(run.undo.begun ? [{ label: bulkUndoneLabels[change.action], count: run.undo.undone }] : []),
    ...(run.undo.left > 0 ? [{ label: "Not undone", count: run.undo.left, tone: "warn" as const }] : []),
  ];
  const canUndo = changed > 0 && run.undo.possible && mayUndo && !run.undo.finished;
  const back = finished && (
    <ButtonLink href={listPath} appearance={nextStep === undefined || nextStep === false ? "primary" : "secondary"}>
      Back to users
    </ButtonLink>
  );
  const linkTo = (query: { after?: string } = {}): string =>
    routes.bulkRun(run.id, { ...query, accounts: listsAll ? "all" : undefined, from });
  return (
    <>
      {/* The title says a single count, and what an undo did. */}
      {tiles.length > 1 && !(run.undo.finished && run.undo.left === 0) && <CountTiles label="Result" tiles={tiles} />}
      {!finished && isOwn && (
        <BulkRunner
          action={step}
          fields={{ run_id: run.id, from }}
          label="Continue"
          appearance="primary"
          total={matched}
          done={changed + skipped}
        />
      )}
      {changed > 0 && nextStep}
      {canUndo && (
        <BulkRunner
          action={undo}
          fields={{ run_id: run.id, from }}
          label="Undo"
          appearance="secondary"
          total={changed}
          done={run.undo.undone + run.undo.left}
          beside={back}
        />
      )}
      {(results.length > 0 || attention > 0) && (
        <h2 className="pt-2 text-16 font-semibold">{listsAll ? "Users" : "Need attention"}</h2>
      )}
      {results.length > 0 && (
        <DataTable
          label={`Results: ${bulkResultLabel(change, changed)}`}
          head={
            <>
              <ColumnHead>User</ColumnHead>
              <ColumnHead>Result</ColumnHead>
            </>
          }
        >
          {results.map(({ number, id, name, reason, undo: undoResult }) => (
            <LinkedRow key={number}>
              <Cell className="w-full wrap-anywhere">
                {name === null ? (
                  <span className="font-mono text-muted">{id}</span>
                ) : (
                  <a href={routes.user(id)} className={rowLinkClasses}>
                    <BreakableText text={name} />
                  </a>
                )}
                {reason !== undefined && <span className="block text-muted">{skipReasonLabels[reason]}</span>}
                {undoResult !== undefined && undoResult !== "undone" && (
                  <span className="block text-muted">{undoSkipReasonLabels[undoResult]}</span>
                )}
              </Cell>
              <Cell className="text-right whitespace-nowrap sm:text-left">
                {reason !== undefined ? (
                  <Badge>Skipped</Badge>
                ) : undoResult === undefined ? (
                  <Badge tone="neutral">{bulkDoneLabels[change.action]}</Badge>
                ) : undoResult === "undone" ? (
                  <Badge tone="neutral">{bulkUndoneLabels[change.action]}</Badge>
                ) : (
                  <Badge tone="warn">Not undone</Badge>
                )}
              </Cell>
            </LinkedRow>
          ))}
        </DataTable>
      )}
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        {!canUndo && back}
        {matched > BULK_LISTED_MAX && (change.action !== "invite" || attention > 0 || listsAll) && (
          <TextLink href={routes.bulkRun(run.id, { accounts: listsAll ? undefined : "all", from })} className="text-14">
            {listsAll ? "Only what needs attention" : `All ${countUsers(matched)}`}
          </TextLink>
        )}
        {(next !== null || after > 0) && (
          <nav aria-label="Pages" className="ml-auto flex gap-2">
            {after > 0 && <ButtonLink href={linkTo()}>First page</ButtonLink>}
            {next !== null && <ButtonLink href={linkTo({ after: String(next) })}>Next</ButtonLink>}
          </nav>
        )}
      </div>
    </>
  );
}
