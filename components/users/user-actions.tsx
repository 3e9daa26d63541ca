"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { joinClasses } from "@/components/ui/join-classes";
import { OneTimeLink } from "@/components/ui/one-time-link";
import { PendingFormField, useResentForm } from "@/components/ui/pending-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { useServerAction } from "@/components/ui/use-server-action";
import type { ActionState } from "@/lib/action-state";
import { roles } from "@/lib/domain/users/roles";
import type { FirstPassword, UserDetail } from "@/lib/schemas/users";
import { nameOf, roleLabels } from "./user-labels";

export type UserActionSet = Record<
  | "changeRole"
  | "setDisabled"
  | "endSessions"
  | "requirePassword"
  | "waivePassword"
  | "makeResetLink"
  | "resetTwoFactor"
  | "setDeleted",
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
  /** Between the latest outcome and the actions. */
  children: ReactNode;
};

const lastAdministratorMessage = "This is the last administrator. Make another user an administrator first.";

/**
 * The latest outcome, then the actions from light to heavy: the likely ones first, what shuts the user out last and apart. The states are kept here, because a row may be gone once its action is done.
 */
export function UserActions({ user, isSelf, isLastAdministrator, firstPassword, actions, children }: UserActionsProps) {
  const run = {
    changeRole: useServerAction(actions.changeRole),
    setDisabled: useServerAction(actions.setDisabled),
    endSessions: useServerAction(actions.endSessions),
    requirePassword: useServerAction(actions.requirePassword),
    waivePassword: useServerAction(actions.waivePassword),
    makeResetLink: useServerAction(actions.makeResetLink),
    resetTwoFactor: useServerAction(actions.resetTwoFactor),
    setDeleted: useServerAction(actions.setDeleted),
  };
  const latest = useLatest(run);
  const may = (action: string): boolean => user.may.includes(action);
  const isDeleted = user.status === "deleted";
  const mayDisable = may(user.status === "disabled" ? "enable" : "disable") && !isSelf && !isLastAdministrator;
  const mayChangeRole = may("change-role") && !isLastAdministrator;
  const mayDelete = may("delete") && !isSelf;
  // The likely ones first.
  const groups: ActionGroup[] = isDeleted
    ? []
    : [
        {
          title: "Access",
          rows: [
            mayDisable && user.status === "disabled" && <SetDisabled key="status" user={user} run={run.setDisabled} />,
            may("make-reset-link") && !isSelf && user.status === "active" && firstPassword?.invitation == null && (
              <ResetLink key="reset-link" user={user} run={run.makeResetLink} />
            ),
            mayChangeRole && <ChangeRole key="role" user={user} isSelf={isSelf} run={run.changeRole} />,
          ],
        },
        {
          title: "Security",
          rows: [
            may("require-password-change") && !isSelf && firstPassword === undefined && !user.must_change_password && (
              <RequirePassword key="password" user={user} run={run.requirePassword} />
            ),
            may("end-sessions") && !isSelf && user.sessions > 0 && (
              <EndSessions key="sessions" user={user} run={run.endSessions} />
            ),
            may("reset-two-factor") && !isSelf && user.two_factor_since !== null && (
              <ResetTwoFactor key="two-factor" user={user} run={run.resetTwoFactor} />
            ),
          ],
        },
      ].flatMap(({ title, rows }) => {
        const shown = rows.filter((row) => row !== false);
        return shown.length === 0 ? [] : [{ title, rows: shown }];
      });
  const closing = [
    mayDisable && user.status === "active" && <SetDisabled key="status" user={user} run={run.setDisabled} />,
    mayDelete && !isLastAdministrator && <SetDeleted key="deletion" user={user} run={run.setDeleted} />,
  ].filter((row) => row !== false);
  return (
    <>
      {latest !== null && latest !== "makeResetLink" && (
        <FormOutcome state={run[latest][0]}>
          {latest === "requirePassword" && user.must_change_password && (
            <UndoForm id={user.id} action={run.waivePassword[1]} />
          )}
          {latest === "setDisabled" && mayDisable && user.status === "disabled" && (
            <UndoForm id={user.id} action={run.setDisabled[1]} disabled={false} />
          )}
        </FormOutcome>
      )}
      {children}
      {isLastAdministrator && may("delete") && (
        <p className="text-14 text-muted">
          {lastAdministratorMessage} Until then, you can’t change the role or disable or delete the account.
        </p>
      )}
      {groups.map(({ title, rows }) => (
        <ActionSection key={title} title={title} rows={rows} />
      ))}
      {groups.length === 0 && closing.length === 0 && !isSelf && !isDeleted && !mayDelete && (
        <p className="text-14 text-muted">You don’t have permission to change this account.</p>
      )}
      {closing.length > 0 && (
        <ActionSection title={isDeleted ? "Deletion" : "Close the account"} isDangerous={!isDeleted} rows={closing} />
      )}
    </>
  );
}

type ActionGroup = { title: string; rows: readonly ReactNode[] };

/** Actions of one kind; those that shut the user out are apart. */
function ActionSection({ title, rows, isDangerous = false }: ActionGroup & { isDangerous?: boolean }) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={joinClasses(
        "rounded-lg border bg-panel shadow-panel",
        isDangerous ? "border-danger/40" : "border-border",
      )}
    >
      <h2 id={id} className="px-4 pt-4 text-16 font-semibold sm:px-6">
        {title}
      </h2>
      <div className="divide-y divide-border">{rows}</div>
    </section>
  );
}

type Run = readonly [state: ActionState, dispatch: (form: FormData) => void, pending: boolean];

/** The action that ended last; null before the first. */
function useLatest<Name extends string>(run: Record<Name, Run>): Name | null {
  const names = Object.keys(run) as Name[];
  const states = names.map((name) => run[name][0]);
  const [seen, setSeen] = useState({
    states,
    latest: names.find((name) => run[name][0].status !== "idle") ?? null,
  });
  const place = states.findIndex((state, index) => state !== seen.states[index]);
  if (place === -1) return seen.latest;
  const latest = names[place] ?? null;
  setSeen({ states, latest });
  return latest;
}

/** Sends the opposite of what was done. */
function UndoForm({ id, action, disabled }: { id: string; action: (form: FormData) => void; disabled?: boolean }) {
  return (
    <form action={action}>
      <input type="hidden" name="id" value={id} />
      {disabled !== undefined && <input type="hidden" name="disabled" value={String(disabled)} />}
      <SubmitButton appearance="secondary" pendingLabel="Undoing…">
        Undo
      </SubmitButton>
    </form>
  );
}

type RowProps = { user: UserDetail; run: Run };

type ActionRowProps = { title: string; effect: ReactNode; form?: ReactNode; children?: ReactNode };

/** What is done, beside the button that does it or asks first. */
function ActionRow({ title, effect, form, children }: ActionRowProps) {
  return (
    <div className="flex flex-col gap-3 px-4 py-4 sm:px-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 grow basis-64">
          <h3 className="text-14 font-medium">{title}</h3>
          <p className="max-w-prose text-14 text-muted">{effect}</p>
        </div>
        {form}
      </div>
      {children}
    </div>
  );
}

/** Administrators can't see or set a user's password; they can only require a new one or create a reset link. */
function ResetLink({ user, run: [state, make] }: RowProps) {
  const form = useResentForm("user-reset-link");
  const link = state.status === "done" ? state.secrets?.[0] : undefined;
  return (
    <ActionRow
      title="Reset link"
      effect="For a user who forgot the password. You pass the link on."
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
      <FormOutcome state={state} />
      {link !== undefined && <OneTimeLink link={link} />}
    </ActionRow>
  );
}

function RequirePassword({ user, run: [, require] }: RowProps) {
  return (
    <ActionRow
      title="New password"
      effect="The user keeps their sessions, but must choose a new password before they can continue."
      form={
        <ConfirmButton
          label="Require new password…"
          title={`Require a new password for ${nameOf(user)}?`}
          effect="The user must choose a new password before they can continue. You can undo this until then."
        >
          <ActionForm id={user.id} action={require} label="Require new password" pendingLabel="Saving…" />
        </ConfirmButton>
      }
    />
  );
}

function EndSessions({ user, run: [, end] }: RowProps) {
  return (
    <ActionRow
      title="Sessions"
      effect={`Ends ${user.sessions === 1 ? "the active session" : `all ${user.sessions} active sessions`}. The user can log in again.`}
      form={
        <ConfirmButton
          label="End all sessions…"
          title={`End all sessions of ${nameOf(user)}?`}
          effect="The user is logged out immediately and can log in again. You can’t undo this."
        >
          <ActionForm id={user.id} action={end} label="End all sessions" pendingLabel="Ending…" />
        </ConfirmButton>
      }
    />
  );
}

const roleOptions = roles.map((role) => ({ value: role, label: roleLabels[role] }));

function ChangeRole({ user, isSelf, run: [, change] }: RowProps & { isSelf: boolean }) {
  return (
    <ActionRow
      title="Role"
      effect={
        isSelf
          ? "With a lower role you lose the permissions of your current one at once."
          : "Moderators view all users and can disable those with the role User. Administrators can do everything."
      }
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

function ResetTwoFactor({ user, run: [state, reset] }: RowProps) {
  const [isEmpty, setIsEmpty] = useState(false);
  const error = isEmpty ? "Enter how you verified the user’s identity." : undefined;
  const refused = state.status === "refused" ? state.fieldErrors["reason"] : undefined;

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
      form={
        <ConfirmButton
          label="Reset two-factor…"
          title="Reset two-factor authentication?"
          effect="All sessions end, and the user logs in with the password alone."
        >
          <form action={reset} onSubmit={check} noValidate className="gap-3">
            <input type="hidden" name="id" value={user.id} />
            <TextField
              name="reason"
              label="How you verified the user’s identity"
              hint="For example “by phone”. The audit log keeps it."
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

function SetDisabled({ user, run: [, set] }: RowProps) {
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

function SetDeleted({ user, run: [, set] }: RowProps) {
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
    <ActionRow
      title={deleted ? "Deleted account" : "Delete account"}
      effect={
        deleted
          ? "You can restore it for 30 days after its deletion. Then it is erased, except for its events in the audit log."
          : "You can restore the account for 30 days. Then it is erased, except for its events in the audit log."
      }
      form={
        deleted ? (
          form
        ) : (
          <ConfirmButton
            label="Delete…"
            appearance="danger"
            title={`Delete ${nameOf(user)}?`}
            effect="All sessions end at once, and the user can’t log in. You can restore the account for 30 days. Then it is erased."
          >
            {form}
          </ConfirmButton>
        )
      }
    />
  );
}

type ActionFormProps = {
  id: string;
  action: (form: FormData) => void;
  label: string;
  pendingLabel: string;
};

function ActionForm({ id, action, label, pendingLabel }: ActionFormProps) {
  return (
    <form action={action}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton pendingLabel={pendingLabel}>{label}</SubmitButton>
    </form>
  );
}
