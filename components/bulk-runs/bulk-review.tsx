import { ButtonLink } from "@/components/ui/button-link";
import type { FormStateAction } from "@/components/ui/form-state";
import { joinClasses } from "@/components/ui/join-classes";
import { nameOf } from "@/components/users/user-labels";
import type { BulkChange, BulkPreview } from "@/lib/domain/users/plan-bulk";
import { routes } from "@/lib/routes";
import type { NamedTarget } from "@/lib/schemas/bulk-runs";
import { bulkActionLabel, bulkUndoEffects, isDangerous, skippedLabel, skipReasonLabels } from "./bulk-labels";
import { BulkRunner } from "./bulk-runner";

type BulkReviewProps = {
  change: BulkChange;
  preview: BulkPreview & { named: readonly NamedTarget[] };
  fields: Record<string, string | undefined>;
  /** The list, with the same rows selected. */
  cancelPath: string;
  stepSize: number;
  action: FormStateAction;
};

/** Whom a bulk action changes; the page's title asks whether to do it. */
export function BulkReview({
  change,
  preview: { matched, changed, skipped, named },
  fields,
  cancelPath,
  stepSize,
  action,
}: BulkReviewProps) {
  const cancel = <ButtonLink href={cancelPath}>{changed === 0 ? "Back to users" : "Cancel"}</ButtonLink>;
  const names = <Names named={named} matched={matched} />;
  const skippedList = skipped.length > 0 && (
    <div className="flex flex-col gap-1 text-14">
      <p className="font-medium">Skipped</p>
      <ul aria-label="Skipped" className="list-disc pl-5 text-muted">
        {skipped.map(({ reason, count }) => (
          <li key={reason}>{skippedLabel(reason, count)}</li>
        ))}
      </ul>
    </div>
  );
  if (changed === 0) {
    return (
      <>
        {names}
        {skippedList}
        <div>{cancel}</div>
      </>
    );
  }
  // The names come last: the buttons stay in sight above hundreds of them.
  return (
    <>
      <p className="max-w-prose text-14 text-muted">{bulkUndoEffects[change.action]}</p>
      {skippedList}
      <BulkRunner
        action={action}
        fields={fields}
        label={bulkActionLabel(change, changed)}
        appearance={isDangerous(change) ? "danger" : "primary"}
        total={matched}
        beside={cancel}
      />
      {matched > stepSize && (
        <noscript>
          <p className="text-14 text-muted">
            Without JavaScript, each step changes {stepSize} users. Press Continue on the next page until all are done.
          </p>
        </noscript>
      )}
      {names}
    </>
  );
}

function Names({ named, matched }: { named: readonly NamedTarget[]; matched: number }) {
  const left = matched - named.length;
  return (
    <ul
      aria-label="Users"
      className="grid gap-x-6 rounded-lg border border-border bg-panel px-4 py-2 text-14 shadow-panel sm:grid-cols-2 sm:px-6 sm:py-3 lg:grid-cols-3"
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
