"use client";

import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Disclosure } from "@/components/ui/disclosure";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { SettingsRow } from "@/components/ui/settings-list";
import { SubmitButton } from "@/components/ui/submit-button";
import { InlineLink } from "@/components/ui/text-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { useServerAction } from "@/components/ui/use-server-action";
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

/** The rows of two-factor authentication, for a settings list. */
export function TwoFactorSettings({
  twoFactor,
  mustVerifyEmail,
  now,
  renameAction,
  removeAction,
  forgetBrowsersAction,
  disableAction,
}: TwoFactorSettingsProps) {
  const [removed, remove] = useServerAction(removeAction);
  const [disabled, disable] = useServerAction(disableAction);
  const { enabled, required, authenticators } = twoFactor;
  // The row whose form turned it off is no longer shown.
  if (!enabled) return <TurnedOff outcome={disabled.status === "done" ? disabled : removed} required={required} />;
  return (
    <>
      <Status twoFactor={twoFactor} mustVerifyEmail={mustVerifyEmail} now={now} />
      <SettingsRow
        id="authenticators"
        title="Authenticator apps"
        {...(authenticators.length < AUTHENTICATORS_MAX
          ? { action: <ButtonLink href={routes.addAuthenticator()}>Add an authenticator app</ButtonLink> }
          : {
              state: `You can have up to ${AUTHENTICATORS_MAX} authenticator apps. Remove one to add another.`,
            })}
      >
        <FormOutcome state={removed} />
        <AuthenticatorList
          authenticators={authenticators}
          required={required}
          now={now}
          renameAction={renameAction}
          remove={remove}
        />
      </SettingsRow>
      <RecoveryCodes codes={twoFactor.recovery_codes} now={now} />
      <TrustedBrowsers count={twoFactor.trusted_browsers} action={forgetBrowsersAction} />
      {!required && (
        <SettingsRow id="turn-off" title="Turn off two-factor authentication">
          <FormOutcome state={disabled} />
          <Disclosure summary="What happens when you turn it off">
            <p className="max-w-prose text-14 text-muted">
              You then log in with your password alone. Your authenticator apps and recovery codes are deleted, and all
              other sessions end.
            </p>
            <form action={disable}>
              <SubmitButton appearance="danger" pendingLabel="Turning off…">
                Turn off two-factor authentication
              </SubmitButton>
            </form>
          </Disclosure>
        </SettingsRow>
      )}
    </>
  );
}

function TurnedOff({ outcome, required }: { outcome: Parameters<typeof FormOutcome>[0]["state"]; required: boolean }) {
  return (
    <SettingsRow
      id="status"
      title="Two-factor authentication"
      badge={<Badge tone={required ? "warn" : "neutral"}>Off</Badge>}
      state={
        required
          ? "This server requires it. Set it up to continue."
          : "When it is on, you log in with your password and a code from an app on your phone. An attacker who learns your password can’t log in."
      }
      action={
        <ButtonLink href={routes.addAuthenticator()} appearance="primary">
          Set up two-factor authentication
        </ButtonLink>
      }
    >
      {outcome.status !== "idle" && <FormOutcome state={outcome} />}
    </SettingsRow>
  );
}

function Status({
  twoFactor: { enabled_since: since, required },
  mustVerifyEmail,
  now,
}: Pick<TwoFactorSettingsProps, "twoFactor" | "mustVerifyEmail" | "now">) {
  return (
    <SettingsRow
      id="status"
      title="Two-factor authentication"
      badge={<Badge tone="ok">On</Badge>}
      state={
        <>
          {since !== null && (
            <p>
              Since <TimeAgo at={since} now={now} withMoment />
            </p>
          )}
          {required && <p>This server requires it, so you can’t turn it off.</p>}
        </>
      }
    >
      {mustVerifyEmail && (
        <Alert tone="warn">
          Your email address isn’t verified. Until it is, anyone who can read your email can have the address removed
          from your account. That disables the account, unless it is the only administrator’s.{" "}
          <InlineLink href={routes.changeEmail()}>Verify your address</InlineLink>
        </Alert>
      )}
    </SettingsRow>
  );
}

function RecoveryCodes({
  codes: { left, total, saved, created_at: createdAt },
  now,
}: {
  codes: TwoFactor["recovery_codes"];
  now: string;
}) {
  const isFine = saved && left > RECOVERY_CODES_FEW;
  return (
    <SettingsRow
      id="recovery-codes"
      title="Recovery codes"
      badge={<Badge tone={isFine ? "ok" : "warn"}>{total === 0 ? "None" : `${left} of ${total} left`}</Badge>}
      state={
        <>
          {isFine ? (
            <p>A recovery code works once, instead of a code from your authenticator app.</p>
          ) : (
            <p className="text-text">{warningAbout({ left, saved })}</p>
          )}
          {createdAt !== null && (
            <p>
              Created <TimeAgo at={createdAt} now={now} />
            </p>
          )}
        </>
      }
      action={
        <ButtonLink href={routes.recoveryCodes()} appearance={isFine ? "secondary" : "primary"}>
          {left > 0 && !saved ? "Confirm or replace your codes" : "Create new codes"}
        </ButtonLink>
      }
    />
  );
}

function warningAbout({ left, saved }: { left: number; saved: boolean }): string {
  if (left === 0)
    return "You have no recovery codes. Without one, you can’t log in if you lose your authenticator app.";
  return saved
    ? `You have ${left === 1 ? "1 recovery code" : `${left} recovery codes`} left. Create new ones before you run out.`
    : "You haven’t confirmed that you saved your recovery codes. If you lose your authenticator app, you need them to log in.";
}

function TrustedBrowsers({ count, action }: { count: number; action: FormStateAction }) {
  const [state, forget] = useServerAction(action);
  return (
    <SettingsRow
      id="trusted-browsers"
      title="Trusted browsers"
      badge={<Badge tone="neutral">{count === 0 ? "None" : count}</Badge>}
      state={`${
        count === 0 ? "If you trust a browser when you log in, you" : "You"
      } can log in there without a code for ${TRUST_DAYS} days.`}
      {...(count > 0 && {
        action: (
          <form action={forget}>
            <SubmitButton appearance="secondary" pendingLabel="Forgetting…">
              Forget all trusted browsers
            </SubmitButton>
          </form>
        ),
      })}
    >
      {state.status !== "idle" && <FormOutcome state={state} />}
    </SettingsRow>
  );
}
