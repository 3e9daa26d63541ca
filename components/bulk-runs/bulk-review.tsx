import { Alert } from "@/components/ui/alert";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import type { BulkChange, BulkPreview } from "@/lib/domain/users/plan-bulk";
import { bulkActionLabel, bulkActionEffects, countAccounts, skipReasonLabels } from "./bulk-labels";
import { BulkRunner } from "./bulk-runner";

type BulkReviewProps = {
  change: BulkChange;
  preview: BulkPreview;
  fields: Record<string, string | undefined>;
  stepSize: number;
  action: FormStateAction;
};

/** A preview of the bulk action. */
export function BulkReview({
  change,
  preview: { matched, changed, skipped },
  fields,
  stepSize,
  action,
}: BulkReviewProps) {
  return (
    <Panel id="review" title={changed === 0 ? "No accounts will change" : bulkActionLabel(change, changed)}>
      <p>
        {countAccounts(matched)} selected. {changed.toLocaleString("en-GB")} will change.
      </p>
      {skipped.length > 0 && (
        <div className="flex flex-col gap-1 text-14">
          <p className="font-medium">Skipped</p>
          <ul aria-label="Skipped" className="list-disc pl-5 text-muted">
            {skipped.map(({ reason, count }) => (
              <li key={reason}>
                {count.toLocaleString("en-GB")}: {skipReasonLabels[reason]}
              </li>
            ))}
          </ul>
        </div>
      )}
      {changed > 0 && (
        <>
          <Alert tone="warn">{bulkActionEffects[change.action]}</Alert>
          <BulkRunner
            action={action}
            fields={fields}
            label={bulkActionLabel(change, changed)}
            appearance={change.action === "disable" || change.action === "delete" ? "danger" : "primary"}
            total={matched}
          />
          {matched > stepSize && (
            <noscript>
              <p className="text-14 text-muted">
                Without JavaScript, each step changes {stepSize} accounts. Press Continue on the next page until all are
                done.
              </p>
            </noscript>
          )}
        </>
      )}
    </Panel>
  );
}
