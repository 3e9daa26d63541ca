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
    <MailLayout site={site} heading="You are invited" preview={`Make your account at ${hostOf(site)}.`}>
      <Paragraph>
        {invitedBy === null ? "You are" : `${invitedBy} has`} invited {invitedBy === null ? "" : "you "}to Latchkey at{" "}
        {hostOf(site)}, which makes strong passwords. Your account is ready once you have chosen a password for it.
      </Paragraph>
      <Action label="Accept the invitation" link={link} />
      <Expiry from={at} linkMinutes={linkMinutes} />
      <Paragraph>If you don’t expect it, ignore this mail: without you there will be no account.</Paragraph>
    </MailLayout>
  );
}
