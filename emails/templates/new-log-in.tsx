import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Facts, NotMe, Paragraph } from "../layout/parts";
import type { MailSite } from "../site";

export function NewLogInMail({ site, name, loggedIn, notMeUrl }: FullMailProps<"new-sign-in"> & { site: MailSite }) {
  return (
    <MailLayout
      site={site}
      name={name}
      heading="New sign-in"
      preview={`${loggedIn.device}. If it was you, there is nothing to do.`}
    >
      <Paragraph>
        Your Latchkey account was signed in to from a device that it had not seen before. If it was you, there is
        nothing to do.
      </Paragraph>
      <Facts title="Signed in" origin={loggedIn} />
      <NotMe url={notMeUrl}>
        Say so: the session is ended, and your account is locked against changes while you choose a new password:
      </NotMe>
    </MailLayout>
  );
}
