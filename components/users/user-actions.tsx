"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { OneTimeLink } from "@/components/ui/one-time-link";
import { PendingFormField, useResentForm } from "@/components/ui/pending-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { useServerAction } from "@/components/ui/use-server-action";
import { idleActionState, type ActionState } from "@/lib/action-state";
import { roles } from "@/lib/domain/users/roles";
import type { FirstPassword, UserDetail } from "@/lib/schemas/users";
import { nameOf, roleLabels } from "./user-labels";

export type UserActionSet = Record<
  "changeRole" | "setDisabled" | "endSessions" | "requirePassword" | "makeResetLink" | "resetTwoFactor" | "setDeleted",
  FormStateAction
>;

type UserActionsProps = {
  user: UserDetail;
  isSelf: boolean;
  /** Role, status and deletion are then locked. */
  isLastAdministrator: boolean;
  /** For an account without a password. */
  firstPassword?: FirstPassword | undefined;
  actions: UserActionSet;
};

const lastAdministratorMessage = "This is the last administrator. Make another user an administrator first.";

/** From light to heavy: what can be taken back comes first, what deletes data last and apart. */
export function UserActions({ user, isSelf, isLastAdministrator, firstPassword, actions }: UserActionsProps) {
  const may = (action: string): boolean => user.may.includes(action);
  const isDeleted = user.status === "deleted";
  const mayDisable = may(user.status === "disabled" ? "enable" : "disable") && !isSelf && !isLastAdministrator;
  const mayChangeRole = may("change-role") && !isLastAdministrator;
  const mayDelete = may("delete") && !isSelf;
  const rows = isDeleted
    ? []
    : [
        may("make-reset-link") && !isSelf && user.status === "active" && firstPassword?.invitation == null && (
          <ResetLink key="reset-link" user={user} action={actions.makeResetLink} />
        ),
        may("require-password-change") && !isSelf && firstPassword === undefined && (
          <RequirePassword key="password" user={user} action={actions.requirePassword} />
        ),
        may("end-sessions") && !isSelf && user.sessions > 0 && (
          <EndSessions key="sessions" user={user} action={actions.endSessions} />
        ),
        mayChangeRole && <ChangeRole key="role" user={user} isSelf={isSelf} action={actions.changeRole} />,
        may("reset-two-factor") && !isSelf && (
          <ResetTwoFactor key="two-factor" user={user} action={actions.resetTwoFactor} />
        ),
        mayDisable && <SetDisabled key="status" user={user} action={actions.setDisabled} />,
      ].filter((row) => row !== false);
  return (
    <>
      {isLastAdministrator && (
        <p className="text-14 text-muted">
          {lastAdministratorMessage} Until then, you can’t change the role or disable or delete the account.
        </p>
      )}
      {rows.length > 0 && (
        <section aria-labelledby="actions" className="rounded-lg border border-border bg-panel shadow-panel">
          <h2 id="actions" className="px-4 pt-4 text-16 font-semibold sm:px-6">
            Actions
          </h2>
          <div className="divide-y divide-border">{rows}</div>
        </section>
      )}
      {rows.length === 0 && !isSelf && !isDeleted && !mayDelete && (
        <p className="text-14 text-muted">You don’t have permission to change this account.</p>
      )}
      {mayDelete && !isLastAdministrator && <SetDeleted user={user} action={actions.setDeleted} />}
    </>
  );
}

type RowProps = { user: UserDetail; action: FormStateAction };

type ActionRowProps = { title: string; effect: ReactNode; state: ActionState; form?: ReactNode; children?: ReactNode };

/** What is done, beside the button that does it or asks first. */
function ActionRow({ title, effect, state, form, children }: ActionRowProps) {
  return (
    <div className="flex flex-col gap-3 px-4 py-4 sm:px-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 grow basis-64">
          <h3 className="text-14 font-medium">{title}</h3>
          <p className="max-w-prose text-14 text-muted">{effect}</p>
        </div>
        {form}
      </div>
      <FormOutcome state={state} />
      {children}
    </div>
  );
}

/** Administrators can't see or set a user's password; they can only require a new one or create a reset link. */
function ResetLink({ user, action }: RowProps) {
  const [state, make] = useServerAction(action);
  const form = useResentForm("user-reset-link");
  const link = state.status === "done" ? state.secrets?.[0] : undefined;
  return (
    <ActionRow
      title="Reset link"
      effect="With it the user chooses a new password. You pass it on; it works once."
      state={state}
      form={
        <form id="reset-link" ref={form} action={make} className="scroll-mt-24">
          <input type="hidden" name="id" value={user.id} />
          <PendingFormField form="user-reset-link" />
          <SubmitButton appearance="secondary" pendingLabel="Creating…">
            Create reset link
          </SubmitButton>
        </form>
      }
    >
      {link !== undefined && <OneTimeLink link={link} />}
    </ActionRow>
  );
}

function RequirePassword({ user, action }: RowProps) {
  const [state, require] = useServerAction(action);
  return (
    <ActionRow
      title="New password"
      effect={
        user.must_change_password
          ? "The user must choose a new password before they can continue."
          : "The user keeps their sessions, but must choose a new password before they can continue."
      }
      // Once it is done, the words above say so.
      state={state.status === "done" ? idleActionState : state}
      form={
        !user.must_change_password && (
          <ActionForm id={user.id} action={require} label="Require new password" pendingLabel="Saving…" />
        )
      }
    />
  );
}

function EndSessions({ user, action }: RowProps) {
  const [state, end] = useServerAction(action);
  return (
    <ActionRow
      title="Sessions"
      effect={`Ends ${user.sessions === 1 ? "the active session" : `all ${user.sessions} active sessions`}. The user can log in again.`}
      state={state}
      form={<ActionForm id={user.id} action={end} label="End all sessions" pendingLabel="Ending…" />}
    />
  );
}

const roleOptions = roles.map((role) => ({ value: role, label: roleLabels[role] }));

function ChangeRole({ user, isSelf, action }: RowProps & { isSelf: boolean }) {
  const [state, change] = useServerAction(action);
  return (
    <ActionRow
      title="Role"
      effect={
        isSelf
          ? "With a lower role you lose the permissions of your current one at once."
          : "Moderators view all users and can disable those with the role User. Administrators can do everything."
      }
      state={state}
      form={
        <form action={change} className="flex items-center gap-2">
          <input type="hidden" name="id" value={user.id} />
          <div className="w-40">
            <SelectField
              key={user.role}
              name="role"
              label="Role"
              hidesLabel
              options={roleOptions}
              defaultValue={user.role}
            />
          </div>
          <SubmitButton appearance="secondary" pendingLabel="Saving…">
            Save role
          </SubmitButton>
        </form>
      }
    />
  );
}

function ResetTwoFactor({ user, action }: RowProps) {
  const [state, reset] = useServerAction(action);
  const [isEmpty, setIsEmpty] = useState(false);
  const error = isEmpty ? "Enter how you verified the user’s identity." : undefined;
  const refused = state.status === "refused" ? state.fieldErrors["reason"] : undefined;
  if (user.two_factor_since === null) {
    // Stays for the outcome of the reset.
    return state.status === "done" ? (
      <div className="px-4 py-4 sm:px-6">
        <FormOutcome state={state} />
      </div>
    ) : null;
  }

  function check(event: FormEvent<HTMLFormElement>): void {
    const reason = new FormData(event.currentTarget).get("reason");
    const isMissing = typeof reason !== "string" || reason.trim() === "";
    setIsEmpty(isMissing);
    if (!isMissing) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLInputElement>("input[name=reason]")?.focus();
  }

  return (
    <ActionRow
      title="Two-factor authentication"
      effect="For a user who lost both their authenticator and their recovery codes."
      state={state}
      form={
        <ConfirmButton
          label="Reset two-factor…"
          className="text-danger"
          title="Reset two-factor authentication?"
          effect="All sessions end, and the user logs in with the password alone. Where the server requires two-factor authentication, they set it up again first."
        >
          <form action={reset} onSubmit={check} noValidate className="gap-3">
            <input type="hidden" name="id" value={user.id} />
            <TextField
              name="reason"
              label="Reason"
              hint="How did you verify the user’s identity? The audit log keeps it."
              maxLength={500}
              required
              autoComplete="off"
              error={error ?? refused}
              onChange={() => setIsEmpty(false)}
            />
            <SubmitButton appearance="danger" pendingLabel="Resetting…">
              Reset two-factor authentication
            </SubmitButton>
          </form>
        </ConfirmButton>
      }
    />
  );
}

function SetDisabled({ user, action }: RowProps) {
  const [state, set] = useServerAction(action);
  const disabled = user.status === "disabled";
  const form = (
    <form action={set}>
      <input type="hidden" name="id" value={user.id} />
      <input type="hidden" name="disabled" value={String(!disabled)} />
      <SubmitButton appearance={disabled ? "primary" : "danger"} pendingLabel={disabled ? "Enabling…" : "Disabling…"}>
        {disabled ? "Enable account" : "Disable account"}
      </SubmitButton>
    </form>
  );
  return (
    <ActionRow
      title={disabled ? "This account is disabled" : "Disable account"}
      effect={disabled ? "The user can’t log in. The data is kept." : "The user can’t log in. You can enable it again."}
      state={state}
      form={
        disabled ? (
          form
        ) : (
          <ConfirmButton
            label="Disable…"
            title={`Disable ${nameOf(user)}?`}
            effect="All sessions end at once, and the user can’t log in until you enable the account again."
          >
            {form}
          </ConfirmButton>
        )
      }
    />
  );
}

function SetDeleted({ user, action }: RowProps) {
  const [state, set] = useServerAction(action);
  const deleted = user.status === "deleted";
  const form = (
    <form action={set}>
      <input type="hidden" name="id" value={user.id} />
      <input type="hidden" name="deleted" value={String(!deleted)} />
      <SubmitButton appearance={deleted ? "primary" : "danger"} pendingLabel={deleted ? "Restoring…" : "Deleting…"}>
        {deleted ? "Restore account" : "Delete account"}
      </SubmitButton>
    </form>
  );
  return (
    <>
      <FormOutcome state={state} />
      <section aria-label="Deletion" className="rounded-lg border border-border bg-panel shadow-panel">
        <ActionRow
          title={deleted ? "Deleted account" : "Delete account"}
          effect={
            deleted
              ? "You can restore it for 30 days after its deletion. Then it is erased, except for its events in the audit log."
              : "You can restore the account for 30 days. Then it is erased, except for its events in the audit log."
          }
          state={idleActionState}
          form={
            deleted ? (
              form
            ) : (
              <ConfirmButton
                label="Delete…"
                className="text-danger"
                title={`Delete ${nameOf(user)}?`}
                effect="All sessions end at once, and the user can’t log in. You can restore the account for 30 days. Then it is erased."
              >
                {form}
              </ConfirmButton>
            )
          }
        />
      </section>
    </>
  );
}

type ActionFormProps = { id: string; action: (form: FormData) => void; label: string; pendingLabel: string };

function ActionForm({ id, action, label, pendingLabel }: ActionFormProps) {
  return (
    <form action={action}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton appearance="secondary" pendingLabel={pendingLabel}>
        {label}
      </SubmitButton>
    </form>
  );
}
