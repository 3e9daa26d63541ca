"use client";

import { Alert } from "@/components/ui/alert";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FieldPlan } from "@/components/ui/form-problems";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useActionForm } from "@/components/ui/use-action-form";
import type { OwnProfileField } from "@/lib/domain/users/profile-fields";
import { FullNameField, UsernameField } from "./account-fields";
import { fullNamePlan, usernamePlan } from "./field-plans";

type ProfileFormProps = { action: FormStateAction; fullName: string | null; username: string | null };

const plans = { full_name: fullNamePlan, username: usernamePlan } satisfies Record<OwnProfileField, FieldPlan>;

export function ProfileForm({ action, fullName, username }: ProfileFormProps) {
  const initial: Record<OwnProfileField, string> = { full_name: fullName ?? "", username: username ?? "" };
  const { field, state, pending, problems, attributes } = useActionForm(action, plans, { initial });
  return (
    <form {...attributes} className="flex max-w-form flex-col gap-4">
      <FormErrorSummary problems={problems} />
      {state.status === "done" && !pending && <Alert tone="ok">{state.message}</Alert>}
      <FullNameField {...field("full_name")} />
      <UsernameField {...field("username")} />
      <div>
        <SubmitButton appearance="secondary" pending={pending} pendingLabel="Saving…">
          Save
        </SubmitButton>
      </div>
    </form>
  );
}
