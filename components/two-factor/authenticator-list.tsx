"use client";

import { Smartphone } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { RenameButton } from "@/components/ui/rename-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { TimeAgo } from "@/components/ui/time-ago";
import { routes } from "@/lib/routes";
import type { TwoFactor } from "@/lib/schemas/two-factor";

type Authenticator = TwoFactor["authenticators"][number];

type AuthenticatorListProps = {
  authenticators: readonly Authenticator[];
  /** The server requires two-factor authentication, so the last one can't be removed. */
  required: boolean;
  trustsBrowsers: boolean;
  now: string;
  rename: (form: FormData) => void;
  remove: (form: FormData) => void;
};

const NAME_MAX = 50;

export function AuthenticatorList({
  authenticators,
  required,
  trustsBrowsers,
  now,
  rename,
  remove,
}: AuthenticatorListProps) {
  const isLast = authenticators.length === 1;
  return (
    <ul className="flex flex-col gap-4">
      {authenticators.map((authenticator) => (
        <li key={authenticator.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
          <div className="flex min-w-0 grow basis-60 gap-3">
            <Smartphone aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
            <div className="min-w-0">
              <h4 className="font-medium wrap-anywhere">{authenticator.name}</h4>
              <p className="text-14 text-muted">
                Added <TimeAgo at={authenticator.created_at} now={now} /> ·{" "}
                {authenticator.last_used_at === null ? (
                  "not used yet"
                ) : (
                  <>
                    used <TimeAgo at={authenticator.last_used_at} now={now} />
                  </>
                )}
              </p>
              {isLast && required && (
                <p className="text-14 text-muted">
                  To remove it, add another one first: this server requires two-factor authentication.
                </p>
              )}
            </div>
          </div>
          <div className="flex shrink-0 max-sm:pl-4 sm:-mr-4">
            <RenameButton id={authenticator.id} name={authenticator.name} maxLength={NAME_MAX} rename={rename} />
            {!(isLast && required) && (
              <RemoveButton
                authenticator={authenticator}
                isLast={isLast}
                trustsBrowsers={trustsBrowsers}
                remove={remove}
              />
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

type RemoveButtonProps = {
  authenticator: Authenticator;
  isLast: boolean;
  trustsBrowsers: boolean;
  remove: (form: FormData) => void;
};

/** Asks first. Removing the only one turns two-factor authentication off. */
function RemoveButton({ authenticator: { id, name }, isLast, trustsBrowsers, remove }: RemoveButtonProps) {
  return (
    <ConfirmButton
      label={
        <>
          Remove<span className="sr-only"> {name}</span>
        </>
      }
      appearance="quiet"
      className="text-danger!"
      title={isLast ? "Remove your only authenticator app?" : `Remove “${name}”?`}
      effect={
        isLast ? (
          <>
            <p>
              This turns two-factor authentication off. You then log in with your password alone. Your recovery codes
              are deleted and all other sessions end.
            </p>
            <p>New phone? Add its app first. Two-factor authentication then stays on.</p>
          </>
        ) : (
          <p>Its codes stop working immediately.{trustsBrowsers && " Your trusted browsers are forgotten."}</p>
        )
      }
    >
      {isLast && (
        <ButtonLink href={routes.addAuthenticator()} appearance="primary">
          Add another authenticator app first
        </ButtonLink>
      )}
      <form action={remove}>
        <input type="hidden" name="id" value={id} />
        <SubmitButton appearance="danger" pendingLabel="Removing…">
          {isLast ? "Remove and turn off" : "Remove"}
        </SubmitButton>
      </form>
    </ConfirmButton>
  );
}
