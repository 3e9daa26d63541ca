import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Action, Code, Expiry, Facts, Paragraph } from "../layout/parts";
import type { MailSite } from "../site";

export function EmailVerificationMail({
  site,
  asked,
  link,
  code,
  linkMinutes,
  codeMinutes,
}: FullMailProps<"email-verification"> & { site: MailSite }) {
  return (
    <MailLayout site={site} heading="Confirm your address" preview="One step, and your account is ready.">
      <Paragraph>
        Somebody, most likely you, signed up to Latchkey with this address. Confirm that it is yours, and the account is
        ready.
      </Paragraph>
      <Action label="Confirm this address" link={link} />
      {code !== null && <Code code={code} where="Or type this code on the page where you signed up:" />}
      <Expiry from={asked.at} linkMinutes={linkMinutes} {...(code !== null && { codeMinutes })} />
      <Facts title="Signed up" origin={asked} />
      <Paragraph>If it wasn’t you, ignore this mail: without a confirmation there will be no account.</Paragraph>
    </MailLayout>
  );
}
