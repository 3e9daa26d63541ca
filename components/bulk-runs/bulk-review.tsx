import { Alert } from "@/components/ui/alert";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import type { BulkChange, BulkPreview } from "@/lib/domain/users/plan-bulk";
import { bulkWords, consequenceWords, countWords, skipWords } from "./bulk-labels";
import { BulkRunner } from "./bulk-runner";

type BulkReviewProps = {
  change: BulkChange;
  preview: BulkPreview;
  fields: Record<string, string | undefined>;
  stepSize: number;
  action: FormStateAction;
};

/** What a change of many would come to, before it is done. */
export function BulkReview({
  change,
  preview: { matched, changed, skipped },
  fields,
  stepSize,
  action,
}: BulkReviewProps) {
  return (
    <Panel id="review" title={changed === 0 ? "Nothing would change" : bulkWords(change, changed)}>
      <p>
        {countWords(matched)} {matched === 1 ? "is" : "are"} chosen, {changed.toLocaleString("en-GB")} would change.
      </p>
      {skipped.length > 0 && (
        <div className="flex flex-col gap-1 text-14">
          <p className="font-medium">Left out</p>
          <ul aria-label="Left out" className="list-disc pl-5 text-muted">
            {skipped.map(({ reason, count }) => (
              <li key={reason}>
                {count.toLocaleString("en-GB")}: {skipWords[reason]}
              </li>
            ))}
          </ul>
        </div>
      )}
      {changed > 0 && (
        <>
          <Alert tone="warn">{consequenceWords[change.action]}</Alert>
          <BulkRunner
            action={action}
            fields={fields}
            label={bulkWords(change, changed)}
            appearance={change.action === "disable" || change.action === "delete" ? "danger" : "primary"}
            total={matched}
          />
          {matched > stepSize && (
            <noscript>
              <p className="text-14 text-muted">
                Without JavaScript it goes {stepSize} accounts at a time: press the button on the next page for more.
              </p>
            </noscript>
          )}
        </>
      )}
    </Panel>
  );
}
