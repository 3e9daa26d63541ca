"use client";

import { EmailField, FullNameField, UsernameField } from "@/components/accounts/account-fields";
import { emailPlan, fullNamePlan, usernamePlan } from "@/components/accounts/field-plans";
import { ButtonLink } from "@/components/ui/button-link";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FieldPlan } from "@/components/ui/form-problems";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { PendingFormField } from "@/components/ui/pending-form";
import { SecretText } from "@/components/ui/secret-text";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { useActionForm } from "@/components/ui/use-action-form";
import type { ProfileField } from "@/lib/domain/users/profile-fields";
import { roles } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";
import { roleLabels } from "./user-labels";

const plans = { email: emailPlan, full_name: fullNamePlan, username: usernamePlan } satisfies Record<
  ProfileField,
  FieldPlan
>;
const noAutofill = { autoComplete: "off" } as const;
// Least privilege first: it is the default.
const roleOptions = roles.toReversed().map((role) => ({ value: role, label: roleLabels[role] }));

export function NewUserForm({ action }: { action: FormStateAction }) {
  const { field, state, pending, problems, attributes } = useActionForm(action, plans, { pendingForm: "create-user" });
  const password = state.status === "done" ? state.secrets?.[0] : undefined;
  if (password !== undefined) {
    return (
      <Panel id="made" title="Temporary password" className="max-w-[40rem]">
        <FormOutcome state={state} />
        <SecretText text={password} what="password" />
        <p className="max-w-prose text-14 text-muted">
          This password is shown only once and isn’t emailed. Give it to the user. They must choose a new one at their
          first log-in.
        </p>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={routes.users()}>All users</ButtonLink>
          <ButtonLink href={routes.newUser("password")}>Create another user</ButtonLink>
        </div>
      </Panel>
    );
  }
  return (
    <Panel id="new-user" title="User" className="max-w-[40rem]">
      <form {...attributes} className="flex max-w-form flex-col gap-4">
        <FormErrorSummary problems={problems} />
        <PendingFormField form="create-user" />
        <EmailField
          {...field("email")}
          {...noAutofill}
          hint="The address stays unverified until the user verifies it."
        />
        <FullNameField {...field("full_name")} {...noAutofill} />
        <UsernameField
          {...field("username")}
          {...noAutofill}
          hint="3 to 32 characters: a–z, 0–9, dot, underscore, hyphen."
        />
        <SelectField
          name="role"
          label="Role"
          options={roleOptions}
          defaultValue={state.values?.["role"] ?? "user"}
          hint="To create a moderator or an administrator, you may need to enter your password."
        />
        <div>
          <SubmitButton pending={pending} pendingLabel="Creating…">
            Create user
          </SubmitButton>
        </div>
      </form>
    </Panel>
  );
}
