"use client";

import { Smartphone } from "lucide-react";
import { useActionState } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { TimeAgo } from "@/components/ui/time-ago";
import { idleActionState } from "@/lib/action-state";
import type { TwoFactor } from "@/lib/schemas/two-factor";

type Authenticator = TwoFactor["authenticators"][number];

type AuthenticatorListProps = {
  authenticators: readonly Authenticator[];
  /** The server requires two-factor authentication, so the last one can't be removed. */
  required: boolean;
  now: string;
  renameAction: FormStateAction;
  remove: (form: FormData) => void;
};

export function AuthenticatorList({ authenticators, required, now, renameAction, remove }: AuthenticatorListProps) {
  const isLast = authenticators.length === 1;
  return (
    <ul className="flex flex-col divide-y divide-border">
      {authenticators.map((authenticator) => (
        <li key={authenticator.id} className="flex gap-3 py-4 first:pt-0 last:pb-0">
          <Smartphone aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
          <div className="flex min-w-0 grow flex-col gap-1">
            <h3 className="font-medium wrap-anywhere">{authenticator.name}</h3>
            <p className="text-14 text-muted">
              Added <TimeAgo at={authenticator.created_at} now={now} />.{" "}
              {authenticator.last_used_at === null ? (
                "Not used yet."
              ) : (
                <>
                  Last used <TimeAgo at={authenticator.last_used_at} now={now} />.
                </>
              )}
            </p>
            <Disclosure summary={`Rename or remove ${authenticator.name}`}>
              <RenameForm authenticator={authenticator} action={renameAction} />
              <RemoveForm authenticator={authenticator} isLast={isLast} required={required} remove={remove} />
            </Disclosure>
          </div>
        </li>
      ))}
    </ul>
  );
}

function RenameForm({
  authenticator: { id, name },
  action,
}: {
  authenticator: Authenticator;
  action: FormStateAction;
}) {
  const [state, rename] = useActionState(action, idleActionState);
  const error = state.status === "refused" ? state.fieldErrors["name"] : undefined;
  return (
    <form action={rename} className="flex max-w-form flex-col gap-3">
      {error === undefined && <FormOutcome state={state} />}
      <input type="hidden" name="id" value={id} />
      <TextField
        // The server may normalise the name.
        key={name}
        id={`name-${id}`}
        name="name"
        label="Name"
        type="text"
        autoComplete="off"
        defaultValue={name}
        maxLength={50}
        required
        error={error}
      />
      <div>
        <SubmitButton appearance="secondary" pendingLabel="Saving…">
          Save name
        </SubmitButton>
      </div>
    </form>
  );
}

type RemoveFormProps = {
  authenticator: Authenticator;
  isLast: boolean;
  required: boolean;
  remove: (form: FormData) => void;
};

function RemoveForm({ authenticator: { id, name }, isLast, required, remove }: RemoveFormProps) {
  if (isLast && required) {
    return (
      <p className="text-14 text-muted">
        This server requires two-factor authentication. Add another authenticator app before you remove this one.
      </p>
    );
  }
  return (
    <form action={remove} className="flex flex-col gap-3 border-t border-border pt-4">
      <input type="hidden" name="id" value={id} />
      <p className="max-w-prose text-14 text-muted">
        {isLast
          ? "This is your only authenticator app. If you remove it, two-factor authentication is turned off, your recovery codes are deleted and all other sessions end."
          : "Its codes stop working immediately. Your trusted browsers are forgotten."}
      </p>
      <div>
        <SubmitButton appearance="danger" pendingLabel="Removing…">
          Remove<span className="sr-only"> {name}</span>
        </SubmitButton>
      </div>
    </form>
  );
}
