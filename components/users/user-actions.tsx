"use client";

import { type ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Disclosure } from "@/components/ui/disclosure";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { OneTimeLink } from "@/components/ui/one-time-link";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { useServerAction } from "@/components/ui/use-server-action";
import { idleActionState, type ActionState } from "@/lib/action-state";
import { roles } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";
import type { FirstPassword, UserDetail } from "@/lib/schemas/users";
import { roleLabels } from "./user-labels";

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
        may("invite") && user.status === "active" && firstPassword !== undefined && (
          <Invitation key="invitation" user={user} firstPassword={firstPassword} />
        ),
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

type ActionRowProps = {
  title: string;
  effect: ReactNode;
  state: ActionState;
  /** Beside the words. */
  form?: ReactNode;
  /** Below the words. */
  children?: ReactNode;
};

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
  const link = state.status === "done" ? state.secrets?.[0] : undefined;
  return (
    <ActionRow
      title="Reset link"
      effect="With it the user chooses a new password. You hand it over yourself; it works once."
      state={state}
      form={<ActionForm id={user.id} action={make} label="Create reset link" pendingLabel="Creating…" />}
    >
      {link !== undefined && <OneTimeLink link={link} />}
    </ActionRow>
  );
}

/** Instead of actions on a password that doesn't exist yet. */
function Invitation({ user, firstPassword: { invitation } }: { user: UserDetail; firstPassword: FirstPassword }) {
  return (
    <ActionRow
      title="Invitation"
      effect={
        invitation === null
          ? "The user gets a link to set the first password. It works once and for 7 days."
          : "It waits for the user to set the first password. You can create a new link or revoke it."
      }
      state={idleActionState}
      form={
        invitation === null ? (
          <ButtonLink href={routes.bulkUsers({ choice: "invite", ids: user.id })} appearance="primary">
            Invite
          </ButtonLink>
        ) : (
          <ButtonLink href={routes.administeredInvitation(invitation.id)} appearance="primary">
            View invitation
          </ButtonLink>
        )
      }
    />
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
      state={state}
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
      title={user.sessions === 1 ? "1 active session" : `${user.sessions} active sessions`}
      effect="The user is logged out everywhere and can log in again."
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
      title="Permissions"
      effect={
        isSelf
          ? "If you choose a lower role, you immediately lose the permissions of your current one."
          : "Moderators can view all users, and disable those with the role User and end their sessions. Administrators can do everything."
      }
      state={state}
      form={
        <form action={change} className="flex items-end gap-2">
          <input type="hidden" name="id" value={user.id} />
          <div className="w-40">
            <SelectField key={user.role} name="role" label="Role" options={roleOptions} defaultValue={user.role} />
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
  const error = state.status === "refused" ? state.fieldErrors["reason"] : undefined;
  if (user.two_factor_since === null) {
    // Stays for the outcome of the reset.
    return state.status === "done" ? (
      <div className="px-4 py-4 sm:px-6">
        <FormOutcome state={state} />
      </div>
    ) : null;
  }
  return (
    <ActionRow
      title="Two-factor authentication"
      effect="For a user who lost both their authenticator and their recovery codes."
      state={state}
    >
      <Disclosure summary="Reset two-factor authentication" startsOpen={error !== undefined}>
        <form action={reset} className="flex max-w-prose flex-col gap-3">
          <input type="hidden" name="id" value={user.id} />
          <TextField
            name="reason"
            label="Reason"
            hint="How did you verify the user’s identity? The reason is recorded in the audit log."
            maxLength={500}
            required
            autoComplete="off"
            error={error}
          />
          <p className="text-14 text-muted">
            All sessions end. The user can then log in with their password alone. If the server requires two-factor
            authentication, they have to set it up again first.
          </p>
          <div>
            <SubmitButton appearance="danger" pendingLabel="Resetting…">
              Reset two-factor authentication
            </SubmitButton>
          </div>
        </form>
      </Disclosure>
    </ActionRow>
  );
}

function SetDisabled({ user, action }: RowProps) {
  const [state, set] = useServerAction(action);
  const disabled = user.status === "disabled";
  return (
    <ActionRow
      title={disabled ? "This account is disabled" : "Disable"}
      effect={
        disabled
          ? "The user can’t log in. The data is kept."
          : "All sessions end immediately, and the user can’t log in until you enable the account again."
      }
      state={state}
      form={
        <form action={set}>
          <input type="hidden" name="id" value={user.id} />
          <input type="hidden" name="disabled" value={String(!disabled)} />
          <SubmitButton
            appearance={disabled ? "primary" : "secondary"}
            className={disabled ? undefined : "text-danger"}
            pendingLabel={disabled ? "Enabling…" : "Disabling…"}
          >
            {disabled ? "Enable account" : "Disable account"}
          </SubmitButton>
        </form>
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
      <div>
        <SubmitButton appearance={deleted ? "primary" : "danger"} pendingLabel={deleted ? "Restoring…" : "Deleting…"}>
          {deleted ? "Restore account" : "Delete account"}
        </SubmitButton>
      </div>
    </form>
  );
  return (
    <section
      aria-labelledby="deletion"
      className={`flex flex-col gap-2 rounded-lg border p-4 sm:px-6 ${deleted ? "border-border bg-panel" : "border-danger"}`}
    >
      <h2 id="deletion" className="text-16 font-semibold">
        {deleted ? "Deleted account" : "Delete account"}
      </h2>
      <p className="max-w-prose text-14 text-muted">
        {deleted
          ? "You can restore this account for 30 days after its deletion. Then it is erased, except for its events in the audit log."
          : "All sessions end immediately and the user can’t log in. You can restore the account for 30 days. Then it is erased, except for its events in the audit log."}
      </p>
      <FormOutcome state={state} />
      {deleted ? form : <Disclosure summary="Delete this account">{form}</Disclosure>}
    </section>
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
