import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Facts, NotMe, Paragraph } from "../layout/parts";
import { type MailSite, serviceName } from "../site";

export function NewLogInMail({ site, name, loggedIn, notMeUrl }: FullMailProps<"new-sign-in"> & { site: MailSite }) {
  return (
    <MailLayout
      site={site}
      name={name}
      heading="New log-in"
      preview={`${loggedIn.device}. If this was you, you don’t need to do anything.`}
    >
      <Paragraph>
        Someone logged in to your {serviceName(site)} account from a new browser. If this was you, you don’t need to do
        anything.
      </Paragraph>
      <Facts title="Logged in" origin={loggedIn} />
      <NotMe url={notMeUrl}>End this session and block security changes for 24 hours:</NotMe>
    </MailLayout>
  );
}
