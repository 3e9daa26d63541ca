"use client";

import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import type { FormStateAction } from "@/components/ui/form-state";
import { SettingsList, SettingsRow } from "@/components/ui/settings-list";
import { SubmitButton } from "@/components/ui/submit-button";
import { useServerAction } from "@/components/ui/use-server-action";
import { isReleasedAddress } from "@/lib/domain/accounts/released-address";
import { routes } from "@/lib/routes";
import type { Profile } from "@/lib/schemas/accounts";
import { ProfileForm } from "./profile-form";

type ProfileSettingsProps = {
  profile: Profile;
  /** The address that waits for verification. */
  pendingEmail: string | null;
  canMail: boolean;
  saveProfile: FormStateAction;
  cancelEmailChange: FormStateAction;
};

export function ProfileSettings({
  profile,
  pendingEmail,
  canMail,
  saveProfile,
  cancelEmailChange,
}: ProfileSettingsProps) {
  return (
    <SettingsList>
      <EmailRow
        email={profile.email}
        isVerified={profile.email_verified}
        pendingEmail={pendingEmail}
        canMail={canMail}
        cancelAction={cancelEmailChange}
      />
      <SettingsRow id="names" title="Name and username">
        <ProfileForm action={saveProfile} fullName={profile.full_name} username={profile.username} />
      </SettingsRow>
    </SettingsList>
  );
}

type EmailRowProps = {
  email: string;
  isVerified: boolean;
  pendingEmail: string | null;
  canMail: boolean;
  cancelAction: FormStateAction;
};

function EmailRow({ email, isVerified, pendingEmail, canMail, cancelAction }: EmailRowProps) {
  const [, cancel] = useServerAction(cancelAction);
  const enterCode = (
    <>
      <ButtonLink href={routes.changeEmail()} appearance="primary">
        Enter code
      </ButtonLink>
      <form action={cancel}>
        <SubmitButton appearance="secondary" pendingLabel="Cancelling…">
          Cancel change
        </SubmitButton>
      </form>
    </>
  );
  if (isReleasedAddress(email)) {
    return (
      <SettingsRow
        id="email"
        title="Email address"
        badge={<Badge tone="warn">None</Badge>}
        state={
          <>
            <p>The owner of the mailbox removed it from your account.</p>
            {pendingEmail !== null && <PendingAddress email={pendingEmail} />}
          </>
        }
        action={pendingEmail === null ? <ButtonLink href={routes.changeEmail()}>Add address</ButtonLink> : enterCode}
      />
    );
  }
  return (
    <SettingsRow
      id="email"
      title="Email address"
      badge={<VerifiedBadge isVerified={isVerified} canMail={canMail} />}
      state={
        <>
          <p className="text-16 wrap-anywhere text-text">{email}</p>
          {canMail && <p>{describeAddress(isVerified)}</p>}
          {pendingEmail !== null && <PendingAddress email={pendingEmail} />}
        </>
      }
      action={
        pendingEmail !== null ? (
          enterCode
        ) : (
          <ButtonLink href={routes.changeEmail()}>
            {!isVerified && canMail ? "Verify or change address" : "Change address"}
          </ButtonLink>
        )
      }
    />
  );
}

/** Without mail, users can't verify their address themselves. */
function VerifiedBadge({ isVerified, canMail }: Pick<EmailRowProps, "isVerified" | "canMail">) {
  if (isVerified) return <Badge tone="ok">Verified</Badge>;
  return canMail && <Badge tone="neutral">Not verified</Badge>;
}

function PendingAddress({ email }: { email: string }) {
  return (
    <p className="mt-1 wrap-anywhere text-text">
      <span className="font-medium">{email}</span> isn’t verified yet.
    </p>
  );
}

function describeAddress(isVerified: boolean): string {
  return isVerified
    ? "You log in with it, and you can reset your password with it."
    : "Verify it to be sure that links for a new password reach you.";
}
