import { Alert } from "@/components/ui/alert";
import type { FormStateAction } from "@/components/ui/form-state";
import { joinClasses } from "@/components/ui/join-classes";
import { Panel } from "@/components/ui/panel";
import { nameOf } from "@/components/users/user-labels";
import type { BulkChange, BulkPreview } from "@/lib/domain/users/plan-bulk";
import { routes } from "@/lib/routes";
import type { NamedTarget } from "@/lib/schemas/bulk-runs";
import { bulkActionLabel, bulkActionEffects, countAccounts, skipReasonLabels } from "./bulk-labels";
import { BulkRunner } from "./bulk-runner";

type BulkReviewProps = {
  change: BulkChange;
  preview: BulkPreview & { named: readonly NamedTarget[] };
  fields: Record<string, string | undefined>;
  stepSize: number;
  action: FormStateAction;
};

/** A preview of the bulk action. */
export function BulkReview({
  change,
  preview: { matched, changed, skipped, named },
  fields,
  stepSize,
  action,
}: BulkReviewProps) {
  const effect = Object.values(bulkActionEffects[change.action]).join(" ");
  return (
    <Panel id="review" title={changed === 0 ? "No accounts will change" : bulkActionLabel(change, changed)}>
      <p>
        {countAccounts(matched)} selected. {changed.toLocaleString("en-GB")} will{" "}
        {change.action === "invite" ? "be invited" : "change"}.
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
      <Names named={named} matched={matched} />
      {changed > 0 && (
        <>
          {change.action === "invite" ? (
            <p className="max-w-prose text-14 text-muted">{effect}</p>
          ) : (
            <Alert tone="warn">{effect}</Alert>
          )}
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

function Names({ named, matched }: { named: readonly NamedTarget[]; matched: number }) {
  const left = matched - named.length;
  return (
    <ul
      aria-label="Users"
      className="grid max-h-72 gap-x-6 overflow-y-auto rounded-md border border-border px-4 py-2 text-14 sm:grid-cols-2"
    >
      {named.map((user) => (
        <li key={user.id} className="flex min-w-0 items-baseline gap-2 py-1">
          <a
            href={routes.user(user.id)}
            className={joinClasses(
              "truncate rounded-sm underline decoration-border underline-offset-4 hover:decoration-current",
              user.reason !== null && "text-muted",
            )}
          >
            {nameOf(user)}
          </a>
          {user.reason !== null && (
            <span className="shrink-0 text-12 text-muted">skipped: {skipReasonLabels[user.reason]}</span>
          )}
        </li>
      ))}
      {left > 0 && <li className="py-1 text-muted">and {left.toLocaleString("en-GB")} more</li>}
    </ul>
  );
}
