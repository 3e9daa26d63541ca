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
  /** Until it is verified, the owner of the mailbox can have the address removed from the account. */
  mustVerifyEmail: boolean;
  now: string;
  renameAction: FormStateAction;
  removeAction: FormStateAction;
  forgetBrowsersAction: FormStateAction;
  disableAction: FormStateAction;
};

export function TwoFactorSettings({
  twoFactor,
  mustVerifyEmail,
  now,
  renameAction,
  removeAction,
  forgetBrowsersAction,
  disableAction,
}: TwoFactorSettingsProps) {
  const [removed, remove] = useActionState(removeAction, idleActionState);
  const [disabled, disable] = useActionState(disableAction, idleActionState);
  const { enabled, required, authenticators } = twoFactor;
  // The panel whose form turned it off is no longer shown.
  if (!enabled) return <TurnedOff outcome={disabled.status === "done" ? disabled : removed} required={required} />;
  return (
    <>
      <CodeWarnings codes={twoFactor.recovery_codes} />
      <Status twoFactor={twoFactor} mustVerifyEmail={mustVerifyEmail} now={now} />
      <Panel id="authenticators" title="Authenticator apps">
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
            <ButtonLink href={routes.addAuthenticator()}>Add an authenticator app</ButtonLink>
          ) : (
            <p className="text-14 text-muted">
              You can have up to {AUTHENTICATORS_MAX} authenticator apps. Remove one to add another.
            </p>
          )}
        </div>
      </Panel>
      <RecoveryCodes codes={twoFactor.recovery_codes} now={now} />
      <TrustedBrowsers count={twoFactor.trusted_browsers} action={forgetBrowsersAction} />
      {!required && (
        <Panel id="turn-off" title="Turn off two-factor authentication">
          <FormOutcome state={disabled} />
          <Disclosure summary="What happens when you turn it off">
            <p className="max-w-prose text-muted">
              You then log in with your password alone. Your authenticator apps and recovery codes are deleted, and all
              other sessions end.
            </p>
            <form action={disable}>
              <SubmitButton appearance="danger" pendingLabel="Turning off…">
                Turn off two-factor authentication
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
        When it is on, you log in with your password and a code from an app on your phone. An attacker who learns your
        password can’t log in.
      </p>
      {required && <p className="max-w-prose">This server requires it. Set it up to continue.</p>}
      <ButtonLink href={routes.addAuthenticator()} appearance="primary" className="self-start">
        Set up two-factor authentication
      </ButtonLink>
    </Panel>
  );
}

function Status({
  twoFactor: { enabled_since: since, required },
  mustVerifyEmail,
  now,
}: Pick<TwoFactorSettingsProps, "twoFactor" | "mustVerifyEmail" | "now">) {
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
      {required && <p className="max-w-prose text-muted">This server requires it, so you can’t turn it off.</p>}
      {mustVerifyEmail && (
        <p className="max-w-prose">
          Your email address isn’t verified. Until it is, anyone who can read your email can have the address removed
          from your account. That disables the account, unless it is the only administrator’s.{" "}
          <TextLink href={routes.changeEmail()} className="min-h-0! py-1 pointer-coarse:min-h-11!">
            Verify your address
          </TextLink>
        </p>
      )}
    </Panel>
  );
}

function CodeWarnings({ codes: { left, saved } }: { codes: TwoFactor["recovery_codes"] }) {
  if (saved && left > RECOVERY_CODES_FEW) return null;
  if (left === 0) {
    return (
      <Alert tone="warn">
        You have no recovery codes. Without one, you can’t log in if you lose your authenticator app.{" "}
        <TextLink href={routes.recoveryCodes()} className="min-h-0! py-1 pointer-coarse:min-h-11!">
          Create new codes
        </TextLink>
      </Alert>
    );
  }
  return (
    <Alert tone="warn">
      {saved
        ? `You have ${left === 1 ? "1 recovery code" : `${left} recovery codes`} left. Create new ones before you run out.`
        : "You haven’t confirmed that you saved your recovery codes. If you lose your authenticator app, you need them to log in."}{" "}
      <TextLink href={routes.recoveryCodes()} className="min-h-0! py-1 pointer-coarse:min-h-11!">
        {saved ? "Create new codes" : "Confirm or replace your codes"}
      </TextLink>
    </Alert>
  );
}

function RecoveryCodes({
  codes: { left, total, created_at: createdAt },
  now,
}: {
  codes: TwoFactor["recovery_codes"];
  now: string;
}) {
  return (
    <Panel id="recovery-codes" title="Recovery codes">
      <p className="text-muted">
        {total === 0 ? (
          <span className="font-medium text-text">None.</span>
        ) : (
          <>
            <span className="font-medium text-text">{`${left} of ${total} left`}</span>
            {createdAt !== null && (
              <>
                , created <TimeAgo at={createdAt} now={now} />
              </>
            )}
            .
          </>
        )}{" "}
        A recovery code works once, instead of a code from your authenticator app.
      </p>
      <ButtonLink href={routes.recoveryCodes()} className="self-start">
        Create new codes
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
          No trusted browsers. If you trust a browser when you log in, you can log in there without a code for{" "}
          {TRUST_DAYS} days.
        </p>
      ) : (
        <>
          <p className="max-w-prose text-muted">
            {count === 1 ? "1 trusted browser" : `${count} trusted browsers`}. You can log in there without a code for{" "}
            {TRUST_DAYS} days from when you trusted it.
          </p>
          <form action={forget}>
            <SubmitButton appearance="secondary" pendingLabel="Forgetting…">
              Forget all trusted browsers
            </SubmitButton>
          </form>
        </>
      )}
    </Panel>
  );
}
