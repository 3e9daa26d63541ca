"use client";

import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Disclosure } from "@/components/ui/disclosure";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { idleActionState } from "@/lib/action-state";
import { RECOVERY_CODES_FEW } from "@/lib/domain/two-factor/recovery-code";
import { AUTHENTICATORS_MAX, TRUST_DAYS } from "@/lib/domain/two-factor/two-factor-limits";
import { routes } from "@/lib/routes";
import type { TwoFactor } from "@/lib/schemas/two-factor";
import { AuthenticatorList } from "./authenticator-list";

type TwoFactorSettingsProps = {
  twoFactor: TwoFactor;
  /** Until it is, a mail passes the second factor by. */
  addressIsConfirmed: boolean;
  now: string;
  renameAction: FormStateAction;
  removeAction: FormStateAction;
  forgetBrowsersAction: FormStateAction;
  disableAction: FormStateAction;
};

/** All of one's second factor. Off, there is only the way to turn it on. */
export function TwoFactorSettings({
  twoFactor,
  addressIsConfirmed,
  now,
  renameAction,
  removeAction,
  forgetBrowsersAction,
  disableAction,
}: TwoFactorSettingsProps) {
  const [removed, remove] = useActionState(removeAction, idleActionState);
  const [disabled, disable] = useActionState(disableAction, idleActionState);
  const { enabled, required, authenticators } = twoFactor;
  // The part of the page that was asked may be gone with what it asked for.
  if (!enabled) return <TurnedOff outcome={disabled.status === "done" ? disabled : removed} required={required} />;
  return (
    <>
      <CodeWarnings codes={twoFactor.recovery_codes} />
      <Status twoFactor={twoFactor} addressIsConfirmed={addressIsConfirmed} now={now} />
      <Panel id="authenticators" title="Authenticators">
        <FormOutcome state={removed} />
        <AuthenticatorList
          authenticators={authenticators}
          required={required}
          now={now}
          renameAction={renameAction}
          remove={remove}
        />
        <div className="border-t border-border pt-4">
          {authenticators.length < AUTHENTICATORS_MAX ? (
            <ButtonLink href={routes.addAuthenticator()}>Add an authenticator</ButtonLink>
          ) : (
            <p className="text-14 text-muted">
              {AUTHENTICATORS_MAX} are as many as there can be. Remove one to add another.
            </p>
          )}
        </div>
      </Panel>
      <RecoveryCodes codes={twoFactor.recovery_codes} now={now} />
      <TrustedBrowsers count={twoFactor.trusted_browsers} action={forgetBrowsersAction} />
      {!required && (
        <Panel id="turn-off" title="Turn off two-factor">
          <FormOutcome state={disabled} />
          <Disclosure summary="What happens then">
            <p className="max-w-prose text-muted">
              Your password alone lets anybody in who has it. Your authenticators and recovery codes are forgotten, and
              all other sessions are ended.
            </p>
            <form action={disable}>
              <SubmitButton appearance="danger" pendingLabel="Turning off…">
                Turn off two-factor
              </SubmitButton>
            </form>
          </Disclosure>
        </Panel>
      )}
    </>
  );
}

function TurnedOff({ outcome, required }: { outcome: Parameters<typeof FormOutcome>[0]["state"]; required: boolean }) {
  return (
    <Panel id="status" title="Two-factor authentication">
      <FormOutcome state={outcome} />
      <p>
        <Badge tone="neutral">Off</Badge>
      </p>
      <p className="max-w-prose text-muted">
        With it on, a log-in asks for your password and for a code that an app on your phone makes. Whoever learns your
        password still stays outside.
      </p>
      {required && <p className="max-w-prose">This server asks you for it: set it up to go on.</p>}
      <ButtonLink href={routes.addAuthenticator()} appearance="primary" className="self-start">
        Set up two-factor
      </ButtonLink>
    </Panel>
  );
}

function Status({
  twoFactor: { enabled_since: since, required },
  addressIsConfirmed,
  now,
}: Pick<TwoFactorSettingsProps, "twoFactor" | "addressIsConfirmed" | "now">) {
  return (
    <Panel id="status" title="Two-factor authentication">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone="ok">On</Badge>
        {since !== null && (
          <span className="text-muted">
            since <TimeAgo at={since} now={now} withMoment />
          </span>
        )}
      </p>
      {required && <p className="max-w-prose text-muted">This server asks you for it, so it can’t be turned off.</p>}
      {!addressIsConfirmed && (
        <p className="max-w-prose">
          Whoever reads your mail could turn it off by asking for a new password, until you{" "}
          <TextLink href={routes.changeEmail()} className="min-h-0! py-1 pointer-coarse:min-h-11!">
            confirm your address
          </TextLink>
          .
        </p>
      )}
    </Panel>
  );
}

function CodeWarnings({ codes: { left, saved } }: { codes: TwoFactor["recovery_codes"] }) {
  if (saved && left > RECOVERY_CODES_FEW) return null;
  return (
    <Alert tone="warn">
      {saved
        ? `${countOf(left)} left. Make new ones before you need the last.`
        : "Your recovery codes are not confirmed as saved. Without them and your authenticator you are locked out."}{" "}
      <TextLink href={routes.recoveryCodes()} className="min-h-0! py-1 pointer-coarse:min-h-11!">
        {saved ? "Make new codes" : "Confirm them or make new ones"}
      </TextLink>
    </Alert>
  );
}

function countOf(left: number): string {
  if (left === 0) return "No recovery code is";
  return left === 1 ? "One recovery code is" : `${left} recovery codes are`;
}

function RecoveryCodes({
  codes: { left, total, created_at: madeAt },
  now,
}: {
  codes: TwoFactor["recovery_codes"];
  now: string;
}) {
  return (
    <Panel id="recovery-codes" title="Recovery codes">
      <p className="text-muted">
        <span className="font-medium text-text">
          {left} of {total} left
        </span>
        {madeAt !== null && (
          <>
            , made <TimeAgo at={madeAt} now={now} />
          </>
        )}
        . Each lets you in once, without your authenticator.
      </p>
      <ButtonLink href={routes.recoveryCodes()} className="self-start">
        Make new codes
      </ButtonLink>
    </Panel>
  );
}

function TrustedBrowsers({ count, action }: { count: number; action: FormStateAction }) {
  const [state, forget] = useActionState(action, idleActionState);
  return (
    <Panel id="trusted-browsers" title="Trusted browsers">
      <FormOutcome state={state} />
      {count === 0 ? (
        <p className="max-w-prose text-muted">
          None. A browser that you trust at log-in is asked for no code for {TRUST_DAYS} days.
        </p>
      ) : (
        <>
          <p className="max-w-prose text-muted">
            {count === 1 ? "One browser is" : `${count} browsers are`} asked for no code, each for {TRUST_DAYS} days
            after its log-in.
          </p>
          <form action={forget}>
            <SubmitButton appearance="secondary" pendingLabel="Forgetting…">
              Forget all
            </SubmitButton>
          </form>
        </>
      )}
    </Panel>
  );
}
