import type { ReactElement } from "react";
import type { FullMailProps, MailProps, MailTemplate } from "@/lib/domain/mail/mail-templates";
import type { MailSite } from "./site";
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
  "password-reset": { subject: () => "Reset your Latchkey password", Mail: PasswordResetMail },
  "password-changed": {
    subject: ({ by }) => `Your Latchkey password was ${by === "invitation" ? "set" : "changed"}`,
    Mail: PasswordChangedMail,
  },
  "email-verification": { subject: () => "Verify your email address for Latchkey", Mail: EmailVerificationMail },
  "email-change-confirm": { subject: () => "Verify your email address for Latchkey", Mail: EmailChangeConfirmMail },
  "address-release": { subject: () => "Remove your email address from a Latchkey account", Mail: AddressReleaseMail },
  "email-change-notice": {
    subject: ({ stage }) => emailChangeSubjects[stage],
    Mail: EmailChangeNoticeMail,
  },
  "new-sign-in": { subject: () => "New log-in to your Latchkey account", Mail: NewLogInMail },
  "two-factor-changed": {
    subject: ({ change }) => twoFactorWordings[change].subject,
    Mail: TwoFactorChangedMail,
  },
  "recovery-code-used": { subject: recoveryCodeSubject, Mail: RecoveryCodeUsedMail },
  "account-exists": { subject: () => "You already have a Latchkey account", Mail: AccountExistsMail },
  invitation: { subject: invitationSubject, Mail: InvitationMail },
  "account-invitation": { subject: accountInvitationSubject, Mail: AccountInvitationMail },
  "failed-log-ins": { subject: () => "Many failed log-ins to Latchkey", Mail: FailedLogInsMail },
  "test-mail": { subject: () => "Latchkey test email", Mail: TestMail },
};
