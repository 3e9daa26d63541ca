import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Action, Code, Expiry, Facts, NotMe, Paragraph } from "../layout/parts";
import type { MailSite } from "../site";

export function PasswordResetMail({
  site,
  name,
  asked,
  link,
  code,
  linkMinutes,
  codeMinutes,
  notMeUrl,
}: FullMailProps<"password-reset"> & { site: MailSite }) {
  return (
    <MailLayout site={site} name={name} heading="Reset your password" preview="Choose a new password for your account.">
      <Paragraph>Somebody, most likely you, asked for a new password for your Latchkey account.</Paragraph>
      <Action label="Choose a new password" link={link} />
      {code !== null && <Code code={code} where="Or type this code on the page where you asked:" />}
      <Expiry from={asked.at} linkMinutes={linkMinutes} {...(code !== null && { codeMinutes })} />
      <Facts title="Asked" origin={asked} />
      <NotMe url={notMeUrl}>Your password is unchanged. Ignore this mail, or cancel the request:</NotMe>
    </MailLayout>
  );
}
