"use client";

import { Fragment, type ReactNode, useState } from "react";
import { EmailField, FullNameField, UsernameField } from "@/components/accounts/account-fields";
import { emailPlan, fullNamePlan, usernamePlan } from "@/components/accounts/field-plans";
import { AdminPage, type AdminPageFrame } from "@/components/layout/admin-page";
import { BreakableText } from "@/components/ui/breakable-text";
import { ButtonLink } from "@/components/ui/button-link";
import { CopyButton } from "@/components/ui/copy-button";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FieldPlan } from "@/components/ui/form-problems";
import type { FormStateAction } from "@/components/ui/form-state";
import { joinClasses } from "@/components/ui/join-classes";
import { Panel } from "@/components/ui/panel";
import { PendingFormField } from "@/components/ui/pending-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { useActionForm } from "@/components/ui/use-action-form";
import type { ProfileField } from "@/lib/domain/users/profile-fields";
import { roles } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";
import { addressTaken } from "./address-taken";
import { roleLabels } from "./user-labels";

const plans = { email: emailPlan, full_name: fullNamePlan, username: usernamePlan } satisfies Record<
  ProfileField,
  FieldPlan
>;
const noAutofill = { autoComplete: "off" } as const;
// Least privilege first: it is the default.
const roleOptions = roles.toReversed().map((role) => ({ value: role, label: roleLabels[role] }));

type NewUserFormProps = {
  action: FormStateAction;
  /** With the server's address. */
  logInUrl: string;
  frame: AdminPageFrame;
  /** Above the form; once it is done, the choice is over. */
  choice: ReactNode;
};

export function NewUserForm({ action, logInUrl, frame, choice }: NewUserFormProps) {
  const { field, state, pending, problems, attributes } = useActionForm(action, plans, { pendingForm: "create-user" });
  const [role, setRole] = useState("user");
  const [password, email] = state.status === "done" ? (state.secrets ?? []) : [];
  if (password !== undefined) {
    const lines = [
      { term: "Log in at", text: logInUrl },
      { term: "Email", text: email ?? "" },
      { term: "Temporary password", text: password },
    ];
    return (
      <AdminPage {...frame} title="Account created">
        <FormOutcome state={state} />
        <Panel
          id="made"
          title="Pass this on"
          className="max-w-[40rem]"
          action={
            <CopyButton
              text={lines.map(({ term, text }) => `${term}: ${text}`).join("\n")}
              what="log-in address, email and password"
              label="Copy all"
              appearance="primary"
            />
          }
        >
          <dl className="grid gap-x-6 gap-y-2 rounded-md bg-sunken p-4 text-14 sm:grid-cols-[auto_1fr]">
            {lines.map(({ term, text }) => (
              <Fragment key={term}>
                <dt className="text-muted max-sm:not-first:mt-2">{term}</dt>
                <dd
                  translate="no"
                  className={joinClasses("wrap-anywhere select-all", text === password && "font-mono")}
                >
                  {text === email ? <BreakableText text={text} /> : text}
                </dd>
              </Fragment>
            ))}
          </dl>
          <p className="max-w-prose text-14 text-muted">
            The password is shown only now and isn’t emailed. The user chooses a new one at the first log-in.
          </p>
        </Panel>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={routes.newUser("password")}>Create another account</ButtonLink>
          <ButtonLink href={routes.users()}>All users</ButtonLink>
        </div>
      </AdminPage>
    );
  }
  return (
    <AdminPage {...frame} title="New user">
      {choice}
      <Panel id="new-user" title="Account" className="max-w-[40rem]">
        <form {...attributes} className="flex max-w-form flex-col gap-4">
          <FormErrorSummary problems={problems} />
          <PendingFormField form="create-user" />
          <EmailField
            {...field("email")}
            {...addressTaken(state)}
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
            onValueChange={setRole}
            {...(role !== "user" && { hint: "You may need to enter your password." })}
          />
          <div>
            <SubmitButton pending={pending} pendingLabel="Creating…">
              Create account
            </SubmitButton>
          </div>
        </form>
      </Panel>
    </AdminPage>
  );
}
