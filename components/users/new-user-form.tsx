"use client";

import { emailPlan, fullNamePlan, usernamePlan } from "@/components/accounts/field-plans";
import { EmailField, FullNameField, UsernameField } from "@/components/accounts/identity-fields";
import { ButtonLink } from "@/components/ui/button-link";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { SecretText } from "@/components/ui/secret-text";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { useActionForm } from "@/components/ui/use-action-form";
import { roles } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";
import { roleWords } from "./user-labels";

const plans = { email: emailPlan, full_name: fullNamePlan, username: usernamePlan };
const notMine = { autoComplete: "off" } as const;
// The least comes first, and is what is meant unless somebody says more.
const roleOptions = roles.toReversed().map((role) => ({ value: role, label: roleWords[role] }));

export function NewUserForm({ action }: { action: FormStateAction }) {
  const { field, state, pending, problems, attributes } = useActionForm(action, plans);
  const password = state.status === "done" ? state.secrets?.[0] : undefined;
  if (password !== undefined) {
    return (
      <Panel id="made" title="First password" className="max-w-[40rem]">
        <FormOutcome state={state} />
        <SecretText text={password} what="password" />
        <p className="max-w-prose text-14 text-muted">
          It is not shown again, and not mailed. It lets its owner in once, to choose their own.
        </p>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={routes.users()}>Back to all users</ButtonLink>
          <ButtonLink href={routes.newUser("password")}>Another user</ButtonLink>
        </div>
      </Panel>
    );
  }
  return (
    <Panel id="new-user" title="Who is it?" className="max-w-[40rem]">
      <form {...attributes} className="flex max-w-form flex-col gap-4">
        <FormErrorSummary problems={problems} />
        <EmailField {...field("email")} {...notMine} hint="Nobody is asked to confirm it." />
        <FullNameField {...field("full_name")} {...notMine} />
        <UsernameField
          {...field("username")}
          {...notMine}
          hint="3 to 32 of a to z, 0 to 9, dot, underscore and hyphen."
        />
        <SelectField
          name="role"
          label="Role"
          options={roleOptions}
          defaultValue={state.values?.["role"] ?? "user"}
          hint="For more than a user you are asked for your password."
        />
        <div>
          <SubmitButton pending={pending} pendingLabel="Making it…">
            Create user
          </SubmitButton>
        </div>
      </form>
    </Panel>
  );
}
