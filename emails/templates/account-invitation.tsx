import type { FullMailProps, MailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout, placeOf } from "../layout/mail-layout";
import { Action, Expiry, Paragraph } from "../layout/parts";
import { type MailSite, serviceName } from "../site";

export function accountInvitationSubject({ isReminder }: MailProps<"account-invitation">, site: MailSite): string {
  return `${isReminder ? "Reminder: set" : "Set"} your password for ${placeOf(site)}`;
}

export function AccountInvitationMail({
  site,
  name,
  invitedBy,
  at,
  link,
  linkMinutes,
  isReminder,
  hasTwoFactor,
}: FullMailProps<"account-invitation"> & { site: MailSite }) {
  return (
    <MailLayout
      site={site}
      name={name}
      heading={isReminder ? "Your invitation is still waiting" : `Welcome to ${placeOf(site)}`}
      preview="Your account is ready. Choose a password to use it."
    >
      <Paragraph>
        {invitedBy === null ? "An administrator" : invitedBy} created an account at {serviceName(site)} for you. Choose
        a password to use it.{isReminder && " This email has a new link. The one in the earlier email no longer works."}
      </Paragraph>
      <Action label="Set your password" link={link} />
      <Paragraph>
        {hasTwoFactor
          ? "Your account uses two-factor authentication. Have your authenticator app ready: you need a code to set the password and to log in."
          : "Next, you choose a password and are logged in. From then on, log in with this email address and that password."}
      </Paragraph>
      <Expiry from={at} linkMinutes={linkMinutes} />
      <Paragraph>
        If you didn’t expect this email, ignore it. The account can’t be used before a password is set.
      </Paragraph>
    </MailLayout>
  );
}
