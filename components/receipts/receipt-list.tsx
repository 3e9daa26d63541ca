"use client";

import { FileCheck } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { EmptyState } from "@/components/ui/empty-state";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { TimeAgo } from "@/components/ui/time-ago";
import { useServerAction } from "@/components/ui/use-server-action";
import { productOf } from "@/lib/domain/passwords/generator-modes";
import { routes } from "@/lib/routes";
import type { ReceiptPage } from "@/lib/schemas/receipts";

type ReceiptListProps = { page: ReceiptPage; isFirstPage: boolean; now: string; deleteAction: FormStateAction };

export function ReceiptList({ page: { items, next }, isFirstPage, now, deleteAction }: ReceiptListProps) {
  const [deleted, remove] = useServerAction(deleteAction);
  return (
    <>
      <FormOutcome state={deleted} />
      <Panel id="receipts" {...(items.length > 0 && { title: "Your receipts" })}>
        {items.length === 0 && <NoReceipts isFirstPage={isFirstPage} />}
        <ul className="flex flex-col divide-y divide-border empty:hidden">
          {items.map(({ id, label, made_at: madeAt, bits, kind }) => (
            <li key={id} className="flex items-start justify-between gap-4 py-3 first:pt-0 last:pb-0">
              <div className="min-w-0">
                <h3 className={label === null ? "text-muted" : "font-medium wrap-anywhere"}>{label ?? "No label"}</h3>
                <p className="text-14 text-muted">
                  {productOf(kind)}, {Math.floor(bits * 10) / 10} bits, generated{" "}
                  <TimeAgo at={madeAt} now={now} withMoment />
                </p>
              </div>
              <ConfirmButton
                label={
                  <>
                    Delete<span className="sr-only"> the receipt: {label ?? "no label"}</span>
                  </>
                }
                appearance="quiet"
                className="-mr-4 text-danger!"
                title={label === null ? "Delete this receipt?" : `Delete the receipt “${label}”?`}
                effect={
                  <p>You can then no longer check that you generated this {productOf(kind).toLowerCase()} here.</p>
                }
              >
                <form action={remove}>
                  <input type="hidden" name="id" value={id} />
                  <SubmitButton appearance="danger" pendingLabel="Deleting…">
                    Delete
                  </SubmitButton>
                </form>
              </ConfirmButton>
            </li>
          ))}
        </ul>
      </Panel>
      {(!isFirstPage || next !== null) && (
        <nav aria-label="Pages" className="flex gap-2">
          {!isFirstPage && <ButtonLink href={routes.receipts()}>Newest</ButtonLink>}
          {next !== null && <ButtonLink href={routes.receipts({ cursor: next })}>Older</ButtonLink>}
        </nav>
      )}
    </>
  );
}

function NoReceipts({ isFirstPage }: { isFirstPage: boolean }) {
  if (!isFirstPage) return <p className="text-muted">There are no older receipts.</p>;
  return (
    <EmptyState
      inPanel
      title="No receipts yet"
      icon={<FileCheck aria-hidden className="size-5" />}
      action={
        <ButtonLink href={routes.home()} appearance="primary">
          Open the generator
        </ButtonLink>
      }
    >
      A receipt shows when a password was generated. It holds a fingerprint, never the password. Generate a password,
      then select “Save a receipt”.
    </EmptyState>
  );
}
