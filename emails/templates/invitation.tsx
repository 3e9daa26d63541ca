import type { FullMailProps, MailProps } from "@/lib/domain/mail/mail-templates";
import { hostOf, MailLayout, placeOf } from "../layout/mail-layout";
import { Action, Expiry, Paragraph } from "../layout/parts";
import type { MailSite } from "../site";

export function invitationSubject({ isReminder = false }: MailProps<"invitation">, site: MailSite): string {
  return `${isReminder ? "Reminder: you" : "You"} are invited to ${placeOf(site)}`;
}

export function InvitationMail({
  site,
  name = null,
  invitedBy,
  at,
  link,
  linkMinutes,
  isReminder = false,
}: FullMailProps<"invitation"> & { site: MailSite }) {
  return (
    <MailLayout
      site={site}
      name={name}
      heading={isReminder ? "Your invitation is still waiting" : `Join ${placeOf(site)}`}
      preview={`Create your account at ${hostOf(site)}.`}
    >
      <Paragraph>
        {invitedBy === null ? "An administrator" : invitedBy} invited you to {placeOf(site)}, a generator for strong
        passwords.{isReminder && " This email has a new link. The one in the earlier email no longer works."}
      </Paragraph>
      <Action label="Accept the invitation" link={link} />
      <Paragraph>Next, you choose a password and your account is created. You are then logged in.</Paragraph>
      <Expiry from={at} linkMinutes={linkMinutes} />
      <Paragraph>If you didn’t expect this email, ignore it. No account will be created.</Paragraph>
    </MailLayout>
  );
}
