import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Facts, LinkAndCode, Paragraph } from "../layout/parts";
import { type MailSite, serviceName } from "../site";

/** Verifies an account's new or current address. */
export function EmailChangeConfirmMail({
  site,
  asked,
  ...linkAndCode
}: FullMailProps<"email-change-confirm"> & { site: MailSite }) {
  return (
    <MailLayout site={site} heading="Verify your email address" preview="Nothing changes until you verify it.">
      <Paragraph>
        We received a request to use this email address for an account at {serviceName(site)}. Nothing changes until you
        verify it.
      </Paragraph>
      <LinkAndCode
        {...linkAndCode}
        label="Verify this address"
        from={asked.at}
        page="the page where you made the request"
      />
      <Facts title="Requested" origin={asked} />
      <Paragraph>If this wasn’t you, ignore this email. Nothing will change.</Paragraph>
    </MailLayout>
  );
}
