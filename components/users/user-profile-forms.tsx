"use client";

import { EmailField, FullNameField, UsernameField } from "@/components/accounts/account-fields";
import { emailPlan, fullNamePlan, usernamePlan } from "@/components/accounts/field-plans";
import { Alert } from "@/components/ui/alert";
import { Disclosure } from "@/components/ui/disclosure";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { FieldPlan } from "@/components/ui/form-problems";
import type { FormStateAction } from "@/components/ui/form-state";
import { PendingFormField, useIsReturned } from "@/components/ui/pending-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useActionForm } from "@/components/ui/use-action-form";
import { isReleasedAddress } from "@/lib/domain/accounts/released-address";
import type { OwnProfileField } from "@/lib/domain/users/profile-fields";
import type { UserDetail } from "@/lib/schemas/users";

type UserProfileFormsProps = {
  user: UserDetail;
  canMail: boolean;
  saveProfile: FormStateAction;
  saveEmail: FormStateAction;
};

const profilePlans = { full_name: fullNamePlan, username: usernamePlan } satisfies Record<OwnProfileField, FieldPlan>;
const emailPlans = { email: emailPlan };
const noAutofill = { autoComplete: "off" } as const;

export function UserProfileForms({ user, canMail, saveProfile, saveEmail }: UserProfileFormsProps) {
  const hasReturned = useIsReturned("user-email");
  return (
    <>
      <NameForm user={user} action={saveProfile} />
      <div className="border-t border-border pt-2">
        <Disclosure summary="Change email address" startsOpen={hasReturned}>
          <EmailForm user={user} canMail={canMail} action={saveEmail} />
        </Disclosure>
      </div>
    </>
  );
}

type FormProps = { user: UserDetail; action: FormStateAction };

function NameForm({ user, action }: FormProps) {
  const initial: Record<OwnProfileField, string> = { full_name: user.full_name ?? "", username: user.username ?? "" };
  const { field, state, pending, problems, attributes } = useActionForm(action, profilePlans, { initial });
  return (
    <form {...attributes} className="flex max-w-form flex-col gap-4">
      <FormErrorSummary problems={problems} />
      {state.status === "done" && !pending && <Alert tone="ok">{state.message}</Alert>}
      <input type="hidden" name="id" value={user.id} />
      <FullNameField {...field("full_name")} {...noAutofill} />
      <UsernameField
        {...field("username")}
        {...noAutofill}
        hint="3 to 32 characters: a–z, 0–9, dot, underscore, hyphen."
      />
      <div>
        <SubmitButton appearance="secondary" pending={pending} pendingLabel="Saving…">
          Save profile
        </SubmitButton>
      </div>
    </form>
  );
}

function EmailForm({ user, canMail, action }: FormProps & { canMail: boolean }) {
  const hasAddress = !isReleasedAddress(user.email);
  const { field, state, pending, problems, attributes } = useActionForm(action, emailPlans, {
    initial: { email: hasAddress ? user.email : "" },
    pendingForm: "user-email",
  });
  return (
    <form {...attributes} className="flex max-w-form flex-col gap-4">
      <FormErrorSummary problems={problems} />
      {state.status === "done" && !pending && <Alert tone="ok">{state.message}</Alert>}
      <input type="hidden" name="id" value={user.id} />
      <PendingFormField form="user-email" />
      <EmailField {...field("email")} {...noAutofill} hint={hintFor({ canMail, hasAddress })} />
      <div>
        <SubmitButton appearance="secondary" pending={pending} pendingLabel="Saving…">
          Save email address
        </SubmitButton>
      </div>
    </form>
  );
}

function hintFor({ canMail, hasAddress }: { canMail: boolean; hasAddress: boolean }): string {
  if (!canMail) return "The user logs in with this address. It starts unverified.";
  const use = "The user logs in with this address and receives reset links there. It starts unverified.";
  return hasAddress ? `${use} We notify the old address.` : use;
}
