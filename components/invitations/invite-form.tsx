"use client";

import { EmailField } from "@/components/accounts/account-fields";
import { emailPlan } from "@/components/accounts/field-plans";
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
import { roleLabels } from "@/components/users/user-labels";
import { INVITATION_NOTE_MAX } from "@/lib/domain/users/invitation";
import { roles } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";

const plans: FieldPlans = {
  email: {
    label: emailPlan.label,
    findProblem: (text) => (text.trim() === "" ? null : (emailPlan.findProblem?.(text) ?? null)),
  },
  note: { label: "Note" },
};
const roleOptions = roles.toReversed().map((role) => ({ value: role, label: roleLabels[role] }));
const lifeOptions = [
  { value: "1", label: "1 hour" },
  { value: "24", label: "1 day" },
  { value: "72", label: "3 days" },
  { value: "168", label: "7 days" },
  { value: "336", label: "14 days" },
  { value: "720", label: "30 days" },
];

export function InviteForm({ action, canMail }: { action: FormStateAction; canMail: boolean }) {
  const { field, state, pending, problems, attributes } = useActionForm<string>(action, plans, {
    pendingForm: "create-invitation",
  });
  const defaultWay = canMail ? "mail" : "link";
  const link = state.status === "done" ? state.secrets?.[0] : undefined;
  const isMailed = canMail && (state.values?.["way"] ?? "mail") === "mail";
  if (link !== undefined) {
    return (
      <Panel id="made" title="Invitation created" className="max-w-[40rem]">
        <FormOutcome state={state} />
        <p className="text-14 wrap-anywhere text-muted">{invitedWords(state.values)}</p>
        {isMailed ? (
          <Disclosure summary="Other ways">
            <p className="max-w-prose text-14 text-muted">
              If the email doesn’t arrive, pass on this link. It is shown only once, and doesn’t verify the address.
            </p>
            <OneTimeLink link={link} />
          </Disclosure>
        ) : (
          <>
            <OneTimeLink link={link} />
            <p className="max-w-prose text-14 text-muted">This link is shown only once, and works once.</p>
          </>
        )}
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={routes.invitations()}>All invitations</ButtonLink>
          <ButtonLink href={routes.newUser()}>Another new user</ButtonLink>
        </div>
      </Panel>
    );
  }
  const way = state.values?.["way"] ?? defaultWay;
  return (
    <Panel id="invite" title="Invitation" className="max-w-[40rem]">
      <form {...attributes} className="flex max-w-form flex-col gap-4">
        <FormErrorSummary problems={problems} />
        <PendingFormField form="create-invitation" />
        <EmailField
          {...field("email")}
          autoComplete="off"
          required={false}
          hint="Only this address can use the invitation."
        />
        <TextField
          {...field("note")}
          label={<Optional>Note</Optional>}
          autoComplete="off"
          maxLength={INVITATION_NOTE_MAX}
          hint="For example, the user’s name. Only administrators see it."
        />
        <SelectField name="role" label="Role" options={roleOptions} defaultValue={state.values?.["role"] ?? "user"} />
        <SelectField
          name="hours"
          label="Valid for"
          options={lifeOptions}
          defaultValue={state.values?.["hours"] ?? "168"}
        />
        {!canMail && <p className="text-14 text-muted">This server can’t send email. You get a link and a QR code.</p>}
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
  );
}

/** For whom, and for how long. */
function invitedWords({ email, way, hours }: Record<string, string> = {}): string {
  const life = lifeOptions.find(({ value }) => value === hours)?.label;
  return [
    way === "anyone" || email === undefined || email.trim() === "" ? "For anyone with the link" : `For ${email.trim()}`,
    life !== undefined && `valid for ${life}`,
  ]
    .filter((part) => part !== false)
    .join(" · ");
}

function Optional({ children }: { children: string }) {
  return (
    <>
      {children} <span className="font-normal text-muted">(optional)</span>
    </>
  );
}
