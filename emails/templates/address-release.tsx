import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Action, Expiry, Facts, Paragraph } from "../layout/parts";
import { type MailSite, serviceName } from "../site";

/** Removes an unverified address from an account with two-factor authentication. */
export function AddressReleaseMail({
  site,
  asked,
  linkMinutes,
  link,
}: FullMailProps<"address-release"> & { site: MailSite }) {
  return (
    <MailLayout
      site={site}
      heading="Remove your email address from an account"
      preview="The account then no longer has your address."
    >
      <Paragraph>
        An account at {serviceName(site)} has your email address, but the address was never verified. If the account
        isn’t yours, remove the address from it. Another account can then use the address. This also disables the
        account, unless it is the only administrator’s.
      </Paragraph>
      <Action label="Remove my address" link={link} />
      <Expiry from={asked.at} linkMinutes={linkMinutes} />
      <Facts title="Requested" origin={asked} />
      <Paragraph>If this wasn’t you, or if the account is yours, ignore this email. Nothing will change.</Paragraph>
    </MailLayout>
  );
}
