"use client";

import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormState, FormStateAction } from "@/components/ui/form-state";
import { RenameOutcome } from "@/components/ui/rename-button";
import { SettingsList, SettingsRow } from "@/components/ui/settings-list";
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
  /** About the previous step; what is done here replaces it. */
  notice?: ReactNode;
  /** Above the card. */
  children?: ReactNode;
  /** Until it is verified, the owner of the mailbox can have the address removed from the account. */
  mustVerifyEmail: boolean;
  now: string;
  renameAction: FormStateAction;
  removeAction: FormStateAction;
  forgetBrowsersAction: FormStateAction;
  disableAction: FormStateAction;
};

/** The card of two-factor authentication: its state, then its parts. */
export function TwoFactorSettings({
  twoFactor,
  notice,
  children,
  mustVerifyEmail,
  now,
  renameAction,
  removeAction,
  forgetBrowsersAction,
  disableAction,
}: TwoFactorSettingsProps) {
  const [renamed, rename] = useServerAction(renameAction);
  const [removed, remove] = useServerAction(removeAction);
  const [disabled, disable] = useServerAction(disableAction);
  const { enabled, required, authenticators } = twoFactor;
  // The row whose form turned it off is no longer shown.
  if (!enabled) {
    return (
      <>
        {disabled.status === "idle" && removed.status === "idle" && notice}
        {children}
        <SettingsList>
          <TurnedOff outcome={disabled.status === "done" ? disabled : removed} required={required} />
        </SettingsList>
      </>
    );
  }
  const isUntouched = [renamed, removed, disabled].every(({ status }) => status === "idle");
  return (
    <>
      {isUntouched && notice}
      {children}
      <SettingsList>
        <Status
          twoFactor={twoFactor}
          mustVerifyEmail={mustVerifyEmail}
          now={now}
          outcome={disabled}
          disable={disable}
        />
        <SettingsRow
          id="authenticators"
          level={3}
          hasShortAction
          title="Authenticator apps"
          {...(authenticators.length < AUTHENTICATORS_MAX
            ? {
                action: (
                  <ButtonLink href={routes.addAuthenticator()}>
                    Add<span className="sr-only"> an authenticator app</span>
                  </ButtonLink>
                ),
              }
            : {
                state: `You can have up to ${AUTHENTICATORS_MAX} authenticator apps. Remove one to add another.`,
              })}
        >
          {removed.status === "idle" ? <RenameOutcome state={renamed} /> : <FormOutcome state={removed} />}
          <AuthenticatorList
            authenticators={authenticators}
            required={required}
            trustsBrowsers={twoFactor.trusted_browsers > 0}
            now={now}
            rename={rename}
            remove={remove}
          />
        </SettingsRow>
        <RecoveryCodes codes={twoFactor.recovery_codes} now={now} />
        <TrustedBrowsers count={twoFactor.trusted_browsers} action={forgetBrowsersAction} />
      </SettingsList>
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
          : "Also ask for a code from an app on your phone, so that a stolen password isn’t enough."
      }
      action={
        <ButtonLink href={routes.addAuthenticator()} appearance="primary">
          Set up<span className="sr-only"> two-factor authentication</span>
        </ButtonLink>
      }
    >
      {outcome.status !== "idle" && <FormOutcome state={outcome} />}
    </SettingsRow>
  );
}

type StatusProps = Pick<TwoFactorSettingsProps, "twoFactor" | "mustVerifyEmail" | "now"> & {
  outcome: FormState;
  disable: (form: FormData) => void;
};

function Status({
  twoFactor: { enabled_since: since, required },
  mustVerifyEmail,
  now,
  outcome,
  disable,
}: StatusProps) {
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
      {...(!required && { action: <TurnOffButton disable={disable} /> })}
    >
      {outcome.status !== "idle" && <FormOutcome state={outcome} />}
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

function TurnOffButton({ disable }: { disable: (form: FormData) => void }) {
  return (
    <ConfirmButton
      label="Turn off…"
      className="text-danger"
      title="Turn off two-factor authentication?"
      effect="You then log in with your password alone. Your authenticator apps and recovery codes are deleted, and all other sessions end."
    >
      <form action={disable}>
        <SubmitButton appearance="danger" pendingLabel="Turning off…">
          Turn off
        </SubmitButton>
      </form>
    </ConfirmButton>
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
  const isUnconfirmed = !saved && left > 0;
  const count = total === 0 ? "None" : `${left} of ${total} left`;
  return (
    <SettingsRow
      id="recovery-codes"
      level={3}
      hasShortAction
      title="Recovery codes"
      badge={<Badge tone={isFine ? "ok" : "warn"}>{isUnconfirmed ? "Not confirmed" : count}</Badge>}
      state={
        <>
          <p className={isFine ? undefined : "text-text"}>{describeCodes({ left, saved, isFine })}</p>
          {createdAt !== null && (
            <p>
              {isUnconfirmed && `${count} · `}Created <TimeAgo at={createdAt} now={now} />
            </p>
          )}
        </>
      }
      action={
        <ButtonLink href={routes.recoveryCodes()} appearance={isFine ? "secondary" : "primary"}>
          {isUnconfirmed ? "Confirm" : "Replace"}
          <span className="sr-only"> your recovery codes</span>
        </ButtonLink>
      }
    />
  );
}

function describeCodes({ left, saved, isFine }: { left: number; saved: boolean; isFine: boolean }): string {
  if (isFine) return "Each works once, instead of a code from your app.";
  if (left === 0) return "Without one, you can’t log in if you lose your authenticator app.";
  return saved
    ? `You have ${left === 1 ? "1 recovery code" : `${left} recovery codes`} left. Create new ones before you run out.`
    : "Confirm that you saved them. If you lose your authenticator app, you need one to log in.";
}

function TrustedBrowsers({ count, action }: { count: number; action: FormStateAction }) {
  const [state, forget] = useServerAction(action);
  return (
    <SettingsRow
      id="trusted-browsers"
      level={3}
      hasShortAction={count > 0}
      title="Trusted browsers"
      badge={<Badge tone="neutral">{count === 0 ? "None" : count}</Badge>}
      state={`${
        count === 0 ? "If you trust a browser when you log in, it" : "Each"
      } needs no code for ${TRUST_DAYS} days.`}
      {...(count > 0 && {
        action: (
          <form action={forget}>
            <SubmitButton appearance="secondary" pendingLabel="Forgetting…">
              Forget all<span className="sr-only"> trusted browsers</span>
            </SubmitButton>
          </form>
        ),
      })}
    >
      {state.status !== "idle" && <FormOutcome state={state} />}
    </SettingsRow>
  );
}
