import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Facts, LinkAndCode, NotMe, Paragraph } from "../layout/parts";
import { type MailSite, serviceName } from "../site";

export function PasswordResetMail({
  site,
  name,
  asked,
  notMeUrl,
  ...linkAndCode
}: FullMailProps<"password-reset"> & { site: MailSite }) {
  return (
    <MailLayout site={site} name={name} heading="Reset your password" preview="Choose a new password for your account.">
      <Paragraph>We received a request to reset the password of your {serviceName(site)} account.</Paragraph>
      <LinkAndCode
        {...linkAndCode}
        label="Choose a new password"
        from={asked.at}
        page="the page where you requested the reset"
      />
      <Facts title="Requested" origin={asked} />
      <NotMe url={notMeUrl}>
        The request alone changes nothing. Ignore this email, or cancel the request and block security changes for 24
        hours:
      </NotMe>
    </MailLayout>
  );
}
