import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import type { FormStateAction } from "@/components/ui/form-state";
import { SettingsList, SettingsRow } from "@/components/ui/settings-list";
import { isReleasedAddress } from "@/lib/domain/accounts/released-address";
import { routes } from "@/lib/routes";
import type { Profile } from "@/lib/schemas/accounts";
import { ProfileForm } from "./profile-form";

type ProfileSettingsProps = { profile: Profile; canMail: boolean; saveProfile: FormStateAction };

export function ProfileSettings({ profile, canMail, saveProfile }: ProfileSettingsProps) {
  return (
    <SettingsList>
      <EmailRow email={profile.email} isVerified={profile.email_verified} canMail={canMail} />
      <SettingsRow id="names" title="Name and username">
        <ProfileForm action={saveProfile} fullName={profile.full_name} username={profile.username} />
      </SettingsRow>
    </SettingsList>
  );
}

type EmailRowProps = { email: string; isVerified: boolean; canMail: boolean };

function EmailRow({ email, isVerified, canMail }: EmailRowProps) {
  if (isReleasedAddress(email)) {
    return (
      <SettingsRow
        id="email"
        title="Email address"
        badge={<Badge tone="warn">None</Badge>}
        state="The owner of the mailbox removed it from your account."
        action={<ButtonLink href={routes.changeEmail()}>Add address</ButtonLink>}
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
        </>
      }
      action={
        <ButtonLink href={routes.changeEmail()}>
          {!isVerified && canMail ? "Verify or change address" : "Change address"}
        </ButtonLink>
      }
    />
  );
}

function describeAddress({ isVerified, canMail }: Omit<EmailRowProps, "email">): string {
  if (!canMail) return isVerified ? "You log in with it." : "You log in with it. This server doesn’t send email.";
  return isVerified
    ? "You log in with it, and you can reset your password with it."
    : "Verify it to be sure that links for a new password reach you.";
}
