"use client";

import { useActionState } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { idleActionState } from "@/lib/action-state";
import { roles } from "@/lib/domain/users/roles";
import type { UserDetail } from "@/lib/schemas/users";
import { roleLabels } from "./user-labels";

const roleOptions = roles.map((role) => ({ value: role, label: roleLabels[role] }));

const lastAdministratorMessage = "This is the last administrator. Make another user an administrator first.";

type AccessPanelProps = {
  user: UserDetail;
  isSelf: boolean;
  isLastAdministrator: boolean;
  changeRole: FormStateAction;
  setDisabled: FormStateAction;
};

export function AccessPanel({ user, isSelf, isLastAdministrator, changeRole, setDisabled }: AccessPanelProps) {
  const mayChangeRole = user.may.includes("change-role");
  const mayDisable = user.may.includes(user.status === "disabled" ? "enable" : "disable") && !isSelf;
  return (
    <Panel id="access" title="Access">
      {isLastAdministrator && (
        <p className="text-14 text-muted">
          {lastAdministratorMessage} Until then, you can’t change the role or disable or delete the account.
        </p>
      )}
      {mayChangeRole && !isLastAdministrator && <RoleForm user={user} isSelf={isSelf} action={changeRole} />}
      {mayDisable && !isLastAdministrator && <StatusForm user={user} action={setDisabled} />}
      {isSelf && !isLastAdministrator && <p className="text-14 text-muted">You can’t disable your own account.</p>}
      {!mayChangeRole && !mayDisable && !isSelf && (
        <p className="text-14 text-muted">You don’t have permission to change this account.</p>
      )}
    </Panel>
  );
}

function RoleForm({ user, isSelf, action }: { user: UserDetail; isSelf: boolean; action: FormStateAction }) {
  const [state, change] = useActionState(action, idleActionState);
  return (
    <form action={change} className="flex flex-col gap-3">
      <FormOutcome state={state} />
      <input type="hidden" name="id" value={user.id} />
      <div className="flex items-end gap-2">
        <div className="min-w-0 grow">
          <SelectField key={user.role} name="role" label="Role" options={roleOptions} defaultValue={user.role} />
        </div>
        <SubmitButton appearance="secondary" pendingLabel="Saving…">
          Save role
        </SubmitButton>
      </div>
      <p className="text-14 text-muted">
        {isSelf
          ? "If you choose a lower role, you immediately lose the permissions of your current one."
          : "Moderators can view all users, and disable those with the role User and end their sessions. Administrators can do everything."}
      </p>
    </form>
  );
}

function StatusForm({ user, action }: { user: UserDetail; action: FormStateAction }) {
  const [state, set] = useActionState(action, idleActionState);
  const disabled = user.status === "disabled";
  return (
    <form action={set} className="flex flex-col gap-3 border-t border-border pt-4 first:border-0 first:pt-0">
      <FormOutcome state={state} />
      <input type="hidden" name="id" value={user.id} />
      <input type="hidden" name="disabled" value={String(!disabled)} />
      <p className="text-14 text-muted">
        {disabled
          ? "This account can’t log in. Its data is kept."
          : "Disabling ends all sessions immediately. The user can’t log in until you enable the account again."}
      </p>
      <div>
        <SubmitButton appearance={disabled ? "primary" : "danger"} pendingLabel={disabled ? "Enabling…" : "Disabling…"}>
          {disabled ? "Enable account" : "Disable account"}
        </SubmitButton>
      </div>
    </form>
  );
}

type DeletionPanelProps = { user: UserDetail; isLastAdministrator: boolean; setDeleted: FormStateAction };

export function DeletionPanel({ user, isLastAdministrator, setDeleted }: DeletionPanelProps) {
  const [state, set] = useActionState(setDeleted, idleActionState);
  const deleted = user.status === "deleted";
  const form = (
    <form action={set} className="flex flex-col gap-3">
      <input type="hidden" name="id" value={user.id} />
      <input type="hidden" name="deleted" value={String(!deleted)} />
      <p className="text-14 text-muted">
        {deleted
          ? "You can restore this account for 30 days after its deletion. Then it is erased, except for its events in the audit log."
          : "All sessions end immediately and the user can’t log in. You can restore the account for 30 days. Then it is erased, except for its events in the audit log."}
      </p>
      <div>
        <SubmitButton appearance={deleted ? "primary" : "danger"} pendingLabel={deleted ? "Restoring…" : "Deleting…"}>
          {deleted ? "Restore account" : "Delete account"}
        </SubmitButton>
      </div>
    </form>
  );
  return (
    <Panel id="deletion" title={deleted ? "Deleted account" : "Delete account"}>
      <FormOutcome state={state} />
      {isLastAdministrator ? (
        <p className="text-14 text-muted">{lastAdministratorMessage}</p>
      ) : deleted ? (
        form
      ) : (
        <Disclosure summary="Delete this account">{form}</Disclosure>
      )}
    </Panel>
  );
}
