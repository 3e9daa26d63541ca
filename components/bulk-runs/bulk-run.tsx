import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Cell, ColumnHead, DataTable, LinkedRow, rowLinkClasses } from "@/components/ui/data-table";
import { Fact, FactList } from "@/components/ui/fact-list";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { TimeAgo } from "@/components/ui/time-ago";
import type { BulkChange } from "@/lib/domain/users/plan-bulk";
import { routes } from "@/lib/routes";
import type { BulkRunView } from "@/lib/schemas/bulk-runs";
import { bulkActionLabel, bulkActionEffects, undoSkipReasonLabels, skipReasonLabels } from "./bulk-labels";
import { BulkRunner } from "./bulk-runner";

type BulkRunProps = {
  run: BulkRunView;
  change: BulkChange;
  isOwn: boolean;
  mayUndo: boolean;
  after: number;
  now: string;
  step: FormStateAction;
  undo: FormStateAction;
};

/** The result of a bulk action for each account, with the controls to continue and undo it. */
export function BulkRun({ run, change, isOwn, mayUndo, after, now, step, undo }: BulkRunProps) {
  const { matched, changed, skipped, finished, results, next } = run;
  const count = (number: number): string => number.toLocaleString("en-GB");
  return (
    <>
      <Panel id="outcome" title={"Result"}>
        <FactList>
          <Fact term={change.action === "invite" ? "Invited" : "Changed"}>{count(changed)}</Fact>
          <Fact term="Skipped">{count(skipped)}</Fact>
          {!finished && <Fact term="Remaining">{count(Math.max(0, matched - changed - skipped))}</Fact>}
          {run.undo.begun && <Fact term="Undone">{count(run.undo.undone)}</Fact>}
          {run.undo.left > 0 && <Fact term="Not undone">{count(run.undo.left)}</Fact>}
          <Fact term="Started">
            <TimeAgo at={run.created_at} now={now} withMoment />
          </Fact>
        </FactList>
        {!finished && isOwn && (
          <BulkRunner
            action={step}
            fields={{ run_id: run.id }}
            label="Continue"
            appearance="primary"
            total={matched}
            done={changed + skipped}
          />
        )}
        {change.action === "invite" && changed > 0 && (
          <div className="flex flex-wrap items-center gap-3">
            <ButtonLink href={routes.invitations({ run_id: run.id })} appearance={finished ? "primary" : "secondary"}>
              See who accepts
            </ButtonLink>
            <p className="text-14 text-muted">Also the links to download, reminders and revocation.</p>
          </div>
        )}
        {change.action !== "invite" && changed > 0 && !run.undo.finished && (
          <>
            <p className="text-14 text-muted">
              {bulkActionEffects[change.action]}{" "}
              {run.undo.possible && "Undo skips accounts that were changed since then."}
            </p>
            {run.undo.possible && mayUndo && (
              <BulkRunner
                action={undo}
                fields={{ run_id: run.id }}
                label="Undo"
                appearance="secondary"
                total={changed}
                done={run.undo.undone + run.undo.left}
              />
            )}
          </>
        )}
      </Panel>
      {results.length > 0 && (
        <DataTable
          label={`Results: ${bulkActionLabel(change, changed)}`}
          head={
            <>
              <ColumnHead>Account</ColumnHead>
              <ColumnHead>Result</ColumnHead>
            </>
          }
        >
          {results.map(({ number, id, name, reason, undo: undoResult }) => (
            <LinkedRow key={number}>
              <Cell className="w-1/2 max-w-0 sm:w-full">
                {name === null ? (
                  <span className="block truncate font-mono text-muted">{id}</span>
                ) : (
                  <a href={routes.user(id)} className={`${rowLinkClasses} block truncate`}>
                    {name}
                  </a>
                )}
              </Cell>
              <Cell className="text-right sm:text-left sm:whitespace-nowrap">
                {reason !== undefined ? (
                  <Badge>Skipped: {skipReasonLabels[reason]}</Badge>
                ) : undoResult === undefined ? (
                  <Badge tone="ok">{change.action === "invite" ? "Invited" : "Changed"}</Badge>
                ) : undoResult === "undone" ? (
                  <Badge tone="ok">Undone</Badge>
                ) : (
                  <Badge tone="warn">Not undone: {undoSkipReasonLabels[undoResult]}</Badge>
                )}
              </Cell>
            </LinkedRow>
          ))}
        </DataTable>
      )}
      {(next !== null || after > 0) && (
        <nav aria-label="Pages" className="flex justify-end gap-2">
          {after > 0 && <ButtonLink href={routes.bulkRun(run.id)}>First page</ButtonLink>}
          {next !== null && <ButtonLink href={routes.bulkRun(run.id, { after: String(next) })}>Next</ButtonLink>}
        </nav>
      )}
    </>
  );
}
