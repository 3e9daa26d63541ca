"use client";

import type { ReactNode } from "react";
import { EmailField, FullNameField } from "@/components/accounts/account-fields";
import { emailPlan, fullNamePlan } from "@/components/accounts/field-plans";
import { AdminPage, type AdminPageFrame } from "@/components/layout/admin-page";
import { ButtonLink } from "@/components/ui/button-link";
import { Disclosure } from "@/components/ui/disclosure";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FieldPlans } from "@/components/ui/form-problems";
import type { FormStateAction } from "@/components/ui/form-state";
import { OneTimeLink } from "@/components/ui/one-time-link";
import { Panel } from "@/components/ui/panel";
import { PendingFormField } from "@/components/ui/pending-form";
import { Radio } from "@/components/ui/radio";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { useActionForm } from "@/components/ui/use-action-form";
import { addressTaken } from "@/components/users/address-taken";
import { roleLabels } from "@/components/users/user-labels";
import { INVITATION_NOTE_MAX } from "@/lib/domain/users/invitation";
import { roles } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";
import { ValidForField } from "./valid-for-field";

const plans: FieldPlans = {
  email: {
    label: emailPlan.label,
    findProblem: (text) => (text.trim() === "" ? null : (emailPlan.findProblem?.(text) ?? null)),
  },
  full_name: fullNamePlan,
  note: { label: "Note" },
};
const roleOptions = roles.toReversed().map((role) => ({ value: role, label: roleLabels[role] }));
type InviteFormProps = {
  action: FormStateAction;
  canMail: boolean;
  frame: AdminPageFrame;
  /** Above the form; once it is done, the choice is over. */
  choice: ReactNode;
};

export function InviteForm({ action, canMail, frame, choice }: InviteFormProps) {
  const { field, state, pending, problems, attributes } = useActionForm<string>(action, plans, {
    pendingForm: "create-invitation",
  });
  const defaultWay = canMail ? "mail" : "link";
  const link = state.status === "done" ? state.secrets?.[0] : undefined;
  const isMailed = canMail && (state.values?.["way"] ?? "mail") === "mail";
  if (link !== undefined) {
    return (
      <AdminPage {...frame} title="Invitation created">
        <FormOutcome state={state} />
        <Panel id="made" title={isMailed ? "If the email doesn’t arrive" : "Link to pass on"} className="max-w-[40rem]">
          <OneTimeLink link={link} />
          <p className="max-w-prose text-14 text-muted">
            {isMailed
              ? "This link also works once, but doesn’t verify the address. It is shown only now."
              : "It works once and is shown only now."}
          </p>
        </Panel>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={routes.newUser()}>Invite another user</ButtonLink>
          <ButtonLink href={routes.invitations()}>All invitations</ButtonLink>
        </div>
      </AdminPage>
    );
  }
  const way = state.values?.["way"] ?? defaultWay;
  return (
    <AdminPage {...frame} title="New user">
      {choice}
      <Panel id="invite" title="Invitation" className="max-w-[40rem]">
        <form {...attributes} className="flex max-w-form flex-col gap-4">
          <FormErrorSummary problems={problems} />
          <PendingFormField form="create-invitation" />
          <EmailField
            {...field("email")}
            {...addressTaken(state)}
            autoComplete="off"
            required={false}
            hint="Only this address can use the invitation."
          />
          <FullNameField {...field("full_name")} autoComplete="off" hint="Fills the profile of the new account." />
          <TextField
            {...field("note")}
            label={<Optional>Note</Optional>}
            autoComplete="off"
            maxLength={INVITATION_NOTE_MAX}
            hint="Only administrators see it."
          />
          <SelectField name="role" label="Role" options={roleOptions} defaultValue={state.values?.["role"] ?? "user"} />
          <ValidForField hours={state.values?.["hours"]} />
          {!canMail && (
            <p className="text-14 text-muted">This server can’t send email. You get a link and a QR code.</p>
          )}
          <Disclosure summary="Other ways" startsOpen={way !== defaultWay}>
            <fieldset className="flex flex-col">
              <legend className="text-14 font-medium">Delivery</legend>
              {canMail && (
                <Radio
                  name="way"
                  value="mail"
                  label="Send by email"
                  hint="Using the link also verifies the email address."
                  defaultChecked={way === "mail"}
                />
              )}
              <Radio
                name="way"
                value="link"
                label="Create a link to share"
                hint="The link is shown once, with a QR code."
                defaultChecked={way === "link"}
              />
              <Radio
                name="way"
                value="anyone"
                label="Anyone with the link"
                hint="Without an address. The link creates one account for its first user."
                defaultChecked={way === "anyone"}
              />
            </fieldset>
          </Disclosure>
          <div>
            <SubmitButton pending={pending} pendingLabel="Creating…">
              Create invitation
            </SubmitButton>
          </div>
        </form>
      </Panel>
    </AdminPage>
  );
}

function Optional({ children }: { children: string }) {
  return (
    <>
      {children} <span className="font-normal text-muted">(optional)</span>
    </>
  );
}
