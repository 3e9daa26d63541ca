"use client";

import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FormStateAction } from "@/components/ui/form-state";
import { PendingFormField } from "@/components/ui/pending-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { useActionForm } from "@/components/ui/use-action-form";
import { routes } from "@/lib/routes";
import { recoveryCodePlan } from "./field-plans";
import { RecoveryCodeField } from "./recovery-code-field";

const plans = { recovery_code: { ...recoveryCodePlan, label: "One of your recovery codes" } };

type ConfirmRecoveryCodesFormProps = {
  action: FormStateAction;
  /** Offers to confirm them later; the security page then asks. */
  canWait?: boolean;
};

/** Checks that the codes are saved, without using one up. */
export function ConfirmRecoveryCodesForm({ action, canWait = false }: ConfirmRecoveryCodesFormProps) {
  // Without JavaScript, the page that showed the codes can't show them again next to an error.
  const { field, pending, problems, attributes } = useActionForm(action, plans, {
    permalink: routes.recoveryCodes(),
    pendingForm: "confirm-recovery-codes",
  });
  return (
    <form {...attributes} className="flex max-w-form flex-col gap-4">
      <FormErrorSummary problems={problems} />
      <PendingFormField form="confirm-recovery-codes" />
      <RecoveryCodeField
        {...field("recovery_code")}
        hint="Paste or enter it from where you saved it. This doesn’t use up the code."
      />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <SubmitButton pending={pending} pendingLabel="Checking…">
          Confirm
        </SubmitButton>
        {canWait && <TextLink href={routes.security()}>Do this later</TextLink>}
      </div>
    </form>
  );
}
