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
import { roleWords } from "./user-labels";

const roleOptions = roles.map((role) => ({ value: role, label: roleWords[role] }));

const lastAdministratorWords = "This is the last administrator. Make another user an administrator first.";

type AccessPanelProps = {
  user: UserDetail;
  isSelf: boolean;
  isLastAdministrator: boolean;
  changeRole: FormStateAction;
  setDisabled: FormStateAction;
};

/** What the account may do, and whether it may do anything. */
export function AccessPanel({ user, isSelf, isLastAdministrator, changeRole, setDisabled }: AccessPanelProps) {
  const mayChangeRole = user.may.includes("change-role");
  const mayDisable = user.may.includes(user.status === "disabled" ? "enable" : "disable") && !isSelf;
  return (
    <Panel id="access" title="Access">
      {isLastAdministrator && (
        <p className="text-14 text-muted">
          {lastAdministratorWords} Until then the role stays, and the account can’t be disabled or deleted.
        </p>
      )}
      {mayChangeRole && !isLastAdministrator && <RoleForm user={user} isSelf={isSelf} action={changeRole} />}
      {mayDisable && !isLastAdministrator && <StatusForm user={user} action={setDisabled} />}
      {isSelf && !isLastAdministrator && <p className="text-14 text-muted">Nobody disables their own account here.</p>}
      {!mayChangeRole && !mayDisable && !isSelf && (
        <p className="text-14 text-muted">Your role does not let you change this account.</p>
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
          ? "With a lesser role you lose these pages at once."
          : "A moderator sees users, and disables those of role user. An administrator may do everything."}
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
          ? "Nobody can log in to this account. Enabled, it is as it was."
          : "Disabling ends all sessions at once and refuses log-ins, until it is enabled again."}
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
          ? "It can be brought back within 30 days of its deletion. Then all that is kept about it is erased."
          : "All sessions end at once, and nobody can log in. For 30 days the account can be restored; then all that is kept about it is erased."}
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
        <p className="text-14 text-muted">{lastAdministratorWords}</p>
      ) : deleted ? (
        form
      ) : (
        <Disclosure summary="What happens then">{form}</Disclosure>
      )}
    </Panel>
  );
}
