import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { hostOf, MailLayout } from "../layout/mail-layout";
import { Action, Expiry, Paragraph } from "../layout/parts";
import type { MailSite } from "../site";

export function InvitationMail({
  site,
  invitedBy,
  at,
  link,
  linkMinutes,
}: FullMailProps<"invitation"> & { site: MailSite }) {
  return (
    <MailLayout site={site} heading="You are invited" preview={`Create your account at ${hostOf(site)}.`}>
      <Paragraph>
        {invitedBy === null ? "An administrator" : invitedBy} invited you to Latchkey at {hostOf(site)}, a generator for
        strong passwords. Choose a password to create your account.
      </Paragraph>
      <Action label="Accept the invitation" link={link} />
      <Expiry from={at} linkMinutes={linkMinutes} />
      <Paragraph>If you didn’t expect this email, ignore it. No account will be created.</Paragraph>
    </MailLayout>
  );
}
