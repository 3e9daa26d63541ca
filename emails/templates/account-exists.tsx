import { Text } from "@react-email/components";
import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout, paragraphStyle } from "../layout/mail-layout";
import { Action, Facts, Paragraph, PlainLink } from "../layout/parts";
import type { MailSite } from "../site";

export function AccountExistsMail({
  site,
  name,
  asked,
  logInUrl,
  forgotPasswordUrl,
}: FullMailProps<"account-exists"> & { site: MailSite }) {
  return (
    <MailLayout
      site={site}
      name={name}
      heading="You already have an account"
      preview="Nothing was changed: just log in."
    >
      <Paragraph>
        Somebody, most likely you, tried to sign up to Latchkey with this address. It has an account already, so nothing
        was made and nothing was changed.
      </Paragraph>
      <Action label="Log in" link={logInUrl} />
      <Text className="text" style={paragraphStyle}>
        Forgotten the password? Choose a new one:
        <br />
        <PlainLink href={forgotPasswordUrl} />
      </Text>
      <Facts title="Tried" origin={asked} />
      <Paragraph>If it wasn’t you, there is nothing to do.</Paragraph>
    </MailLayout>
  );
}
