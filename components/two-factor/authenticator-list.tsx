"use client";

import { Smartphone } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Disclosure } from "@/components/ui/disclosure";
import type { FormStateAction } from "@/components/ui/form-state";
import { RenameForm } from "@/components/ui/rename-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TimeAgo } from "@/components/ui/time-ago";
import { routes } from "@/lib/routes";
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
              <RenameForm id={authenticator.id} name={authenticator.name} maxLength={50} action={renameAction} />
              <RemoveForm authenticator={authenticator} isLast={isLast} required={required} remove={remove} />
            </Disclosure>
          </div>
        </li>
      ))}
    </ul>
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
  if (isLast) return <RemoveOnly id={id} name={name} remove={remove} />;
  return (
    <form action={remove} className="flex flex-col gap-3 border-t border-border pt-4">
      <input type="hidden" name="id" value={id} />
      <p className="max-w-prose text-14 text-muted">
        Its codes stop working immediately. Your trusted browsers are forgotten.
      </p>
      <div>
        <SubmitButton appearance="danger" pendingLabel="Removing…">
          Remove<span className="sr-only"> {name}</span>
        </SubmitButton>
      </div>
    </form>
  );
}

/** Removing the only one turns two-factor authentication off, so it must be confirmed. */
function RemoveOnly({ id, name, remove }: Pick<Authenticator, "id" | "name"> & Pick<RemoveFormProps, "remove">) {
  return (
    <div className="flex flex-col gap-3 border-t border-border pt-4">
      <p className="max-w-prose text-14 text-muted">
        This is your only authenticator app. Without it, two-factor authentication is off.
      </p>
      <ConfirmButton
        label={
          <>
            Remove<span className="sr-only"> {name}</span>
          </>
        }
        className="self-start"
        title="Remove your only authenticator app?"
        effect={
          <>
            <p>
              This turns two-factor authentication off. You then log in with your password alone. Your recovery codes
              are deleted and all other sessions end.
            </p>
            <p>New phone? Add its app first. Two-factor authentication then stays on.</p>
          </>
        }
      >
        <ButtonLink href={routes.addAuthenticator()} appearance="primary">
          Add another authenticator app first
        </ButtonLink>
        <form action={remove}>
          <input type="hidden" name="id" value={id} />
          <SubmitButton appearance="danger" pendingLabel="Removing…">
            Remove and turn off
          </SubmitButton>
        </form>
      </ConfirmButton>
    </div>
  );
}
