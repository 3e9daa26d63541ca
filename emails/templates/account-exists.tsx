import { Text } from "@react-email/components";
import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout, paragraphStyle } from "../layout/mail-layout";
import { Action, Facts, Paragraph, PlainLink } from "../layout/parts";
import { type MailSite, serviceName } from "../site";

export function AccountExistsMail({
  site,
  name,
  asked,
  logInUrl,
  forgotPasswordUrl,
}: FullMailProps<"account-exists"> & { site: MailSite }) {
  return (
    <MailLayout site={site} name={name} heading="You already have an account" preview="Log in to use it.">
      <Paragraph>
        We received a request to sign up to {serviceName(site)} with this email address. You already have an account, so
        we didn’t create or change anything.
      </Paragraph>
      <Action label="Log in" link={logInUrl} />
      <Text className="text" style={paragraphStyle}>
        Forgot your password? Reset it:
        <br />
        <PlainLink href={forgotPasswordUrl} />
      </Text>
      <Facts title="Requested" origin={asked} />
      <Paragraph>If this wasn’t you, you don’t need to do anything.</Paragraph>
    </MailLayout>
  );
}
