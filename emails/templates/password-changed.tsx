import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Facts, NotMe, Paragraph } from "../layout/parts";
import type { MailSite } from "../site";

export function PasswordChangedMail({
  site,
  name,
  changed,
  by,
  notMeUrl,
}: FullMailProps<"password-changed"> & { site: MailSite }) {
  return (
    <MailLayout
      site={site}
      name={name}
      heading="Your password was changed"
      preview="If it was you, there is nothing to do."
    >
      <Paragraph>
        {by === "reset"
          ? "The password of your Latchkey account was reset by a mail to this address."
          : "The password of your Latchkey account was changed by somebody who knew the old one."}{" "}
        If it was you, there is nothing to do.
      </Paragraph>
      <Facts title="Changed" origin={changed} />
      <NotMe url={notMeUrl}>Say so, and your account is locked against further changes while you get it back:</NotMe>
    </MailLayout>
  );
}
