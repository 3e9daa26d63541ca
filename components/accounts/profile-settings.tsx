import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import type { FormStateAction } from "@/components/ui/form-state";
import { SettingsList, SettingsRow } from "@/components/ui/settings-list";
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
};

export function ProfileSettings({ profile, pendingEmail, canMail, saveProfile }: ProfileSettingsProps) {
  return (
    <SettingsList>
      <EmailRow
        email={profile.email}
        isVerified={profile.email_verified}
        pendingEmail={pendingEmail}
        canMail={canMail}
      />
      <SettingsRow id="names" title="Name and username">
        <ProfileForm action={saveProfile} fullName={profile.full_name} username={profile.username} />
      </SettingsRow>
    </SettingsList>
  );
}

type EmailRowProps = { email: string; isVerified: boolean; pendingEmail: string | null; canMail: boolean };

function EmailRow({ email, isVerified, pendingEmail, canMail }: EmailRowProps) {
  const enterCode = (
    <ButtonLink href={routes.changeEmail()} appearance="primary">
      Enter code
    </ButtonLink>
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
      badge={<Badge tone={isVerified ? "ok" : "neutral"}>{isVerified ? "Verified" : "Not verified"}</Badge>}
      state={
        <>
          <p className="text-16 wrap-anywhere text-text">{email}</p>
          <p>{describeAddress({ isVerified, canMail })}</p>
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

function PendingAddress({ email }: { email: string }) {
  return (
    <p className="mt-1 wrap-anywhere text-text">
      <span className="font-medium">{email}</span> waits for your verification.
    </p>
  );
}

function describeAddress({ isVerified, canMail }: Pick<EmailRowProps, "isVerified" | "canMail">): string {
  if (!canMail) return isVerified ? "You log in with it." : "You log in with it. This server doesn’t send email.";
  return isVerified
    ? "You log in with it, and you can reset your password with it."
    : "Verify it to be sure that links for a new password reach you.";
}
