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
import { bulkWords, consequenceWords, leftWords, skipWords } from "./bulk-labels";
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

/** What became of a change of many, account by account, and the ways on and back. */
export function BulkRun({ run, change, isOwn, mayUndo, after, now, step, undo }: BulkRunProps) {
  const { matched, changed, skipped, finished, results, next } = run;
  const count = (number: number): string => number.toLocaleString("en-GB");
  return (
    <>
      <Panel id="outcome" title={run.undo.begun ? "Outcome, and what was taken back" : "Outcome"}>
        <FactList>
          <Fact term="Changed">{count(changed)}</Fact>
          <Fact term="Left out">{count(skipped)}</Fact>
          {!finished && <Fact term="Still to do">{count(Math.max(0, matched - changed - skipped))}</Fact>}
          {run.undo.begun && <Fact term="Taken back">{count(run.undo.undone)}</Fact>}
          {run.undo.left > 0 && <Fact term="Left as it is">{count(run.undo.left)}</Fact>}
          <Fact term="Begun">
            <TimeAgo at={run.created_at} now={now} withMoment />
          </Fact>
        </FactList>
        {!finished && isOwn && (
          <BulkRunner
            action={step}
            fields={{ run_id: run.id }}
            label="Go on"
            appearance="primary"
            total={matched}
            done={changed + skipped}
          />
        )}
        {changed > 0 && !run.undo.finished && (
          <>
            <p className="text-14 text-muted">
              {consequenceWords[change.action]}{" "}
              {run.undo.possible && "Whoever was changed again since is left as they are."}
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
          label={`Results: ${bulkWords(change, changed)}`}
          head={
            <>
              <ColumnHead>Account</ColumnHead>
              <ColumnHead>Outcome</ColumnHead>
            </>
          }
        >
          {results.map(({ number, id, name, reason, undo: taken }) => (
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
                  <Badge>Left out: {skipWords[reason]}</Badge>
                ) : taken === undefined ? (
                  <Badge tone="ok">Changed</Badge>
                ) : taken === "undone" ? (
                  <Badge tone="ok">Taken back</Badge>
                ) : (
                  <Badge tone="warn">Left as it is: {leftWords[taken]}</Badge>
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
