import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Facts, LinkAndCode, Paragraph } from "../layout/parts";
import { type MailSite, serviceName } from "../site";

/** Verifies the address of a sign-up. */
export function EmailVerificationMail({
  site,
  asked,
  ...linkAndCode
}: FullMailProps<"email-verification"> & { site: MailSite }) {
  return (
    <MailLayout site={site} heading="Verify your email address" preview="Verify it to create your account.">
      <Paragraph>
        We received a request to sign up to {serviceName(site)} with this email address. Verify it to create your
        account.
      </Paragraph>
      <LinkAndCode {...linkAndCode} label="Verify this address" from={asked.at} page="the page where you signed up" />
      <Facts title="Requested" origin={asked} />
      <Paragraph>If this wasn’t you, ignore this email. No account will be created.</Paragraph>
    </MailLayout>
  );
}
