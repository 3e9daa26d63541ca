import type { ReactElement } from "react";
import type { FullMailProps, MailProps, MailTemplate } from "@/lib/domain/mail/mail-templates";
import { type MailSite, serviceName } from "./site";
import { AccountExistsMail } from "./templates/account-exists";
import { AccountInvitationMail, accountInvitationSubject } from "./templates/account-invitation";
import { AddressReleaseMail } from "./templates/address-release";
import { EmailChangeConfirmMail } from "./templates/email-change-confirm";
import { EmailChangeNoticeMail, emailChangeSubjects } from "./templates/email-change-notice";
import { EmailVerificationMail } from "./templates/email-verification";
import { FailedLogInsMail } from "./templates/failed-log-ins";
import { InvitationMail, invitationSubject } from "./templates/invitation";
import { NewLogInMail } from "./templates/new-log-in";
import { PasswordChangedMail } from "./templates/password-changed";
import { PasswordResetMail } from "./templates/password-reset";
import { RecoveryCodeUsedMail, recoveryCodeSubject } from "./templates/recovery-code-used";
import { TestMail } from "./templates/test-mail";
import { TwoFactorChangedMail, twoFactorWordings } from "./templates/two-factor-changed";

type Entry<Template extends MailTemplate> = {
  subject: (props: MailProps<Template>, site: MailSite) => string;
  Mail: (props: FullMailProps<Template> & { site: MailSite }) => ReactElement;
};

/** Every template with its subject. Subjects contain no text from users; the organisation's name is a setting. */
export const registry: { [Template in MailTemplate]: Entry<Template> } = {
  "password-reset": { subject: (_, site) => `Reset your ${serviceName(site)} password`, Mail: PasswordResetMail },
  "password-changed": {
    subject: ({ by }, site) => `Your ${serviceName(site)} password was ${by === "invitation" ? "set" : "changed"}`,
    Mail: PasswordChangedMail,
  },
  "email-verification": {
    subject: (_, site) => `Verify your email address for ${serviceName(site)}`,
    Mail: EmailVerificationMail,
  },
  "email-change-confirm": {
    subject: (_, site) => `Verify your email address for ${serviceName(site)}`,
    Mail: EmailChangeConfirmMail,
  },
  "address-release": {
    subject: (_, site) => `Remove your email address from an account at ${serviceName(site)}`,
    Mail: AddressReleaseMail,
  },
  "email-change-notice": {
    subject: ({ stage }, site) => emailChangeSubjects[stage](serviceName(site)),
    Mail: EmailChangeNoticeMail,
  },
  "new-sign-in": { subject: (_, site) => `New log-in to your ${serviceName(site)} account`, Mail: NewLogInMail },
  "two-factor-changed": {
    subject: ({ change }, site) => twoFactorWordings[change].subject(serviceName(site)),
    Mail: TwoFactorChangedMail,
  },
  "recovery-code-used": { subject: recoveryCodeSubject, Mail: RecoveryCodeUsedMail },
  "account-exists": {
    subject: (_, site) => `You already have an account at ${serviceName(site)}`,
    Mail: AccountExistsMail,
  },
  invitation: { subject: invitationSubject, Mail: InvitationMail },
  "account-invitation": { subject: accountInvitationSubject, Mail: AccountInvitationMail },
  "failed-log-ins": { subject: (_, site) => `Many failed log-ins to ${serviceName(site)}`, Mail: FailedLogInsMail },
  "test-mail": { subject: (_, site) => `${serviceName(site)} test email`, Mail: TestMail },
};
