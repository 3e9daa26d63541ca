import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Action, Code, Expiry, Facts, Paragraph } from "../layout/parts";
import type { MailSite } from "../site";

export function EmailChangeConfirmMail({
  site,
  asked,
  link,
  code,
  linkMinutes,
  codeMinutes,
}: FullMailProps<"email-change-confirm"> & { site: MailSite }) {
  return (
    <MailLayout site={site} heading="Confirm your new address" preview="Until then the old address stays.">
      <Paragraph>
        Somebody, most likely you, wants to use this address for a Latchkey account. Until it is confirmed, the old one
        stays.
      </Paragraph>
      <Action label="Use this address" link={link} />
      {code !== null && <Code code={code} where="Or type this code on the page where you asked:" />}
      <Expiry from={asked.at} linkMinutes={linkMinutes} {...(code !== null && { codeMinutes })} />
      <Facts title="Asked" origin={asked} />
      <Paragraph>If it wasn’t you, ignore this mail: nothing changes without a confirmation.</Paragraph>
    </MailLayout>
  );
}
