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
      preview="If this was you, you don’t need to do anything."
    >
      <Paragraph>
        {by === "reset"
          ? "The password of your Latchkey account was changed with a reset link or code."
          : "The password of your Latchkey account was changed by someone who entered the old password."}{" "}
        If this was you, you don’t need to do anything.
      </Paragraph>
      <Facts title="Changed" origin={changed} />
      <NotMe url={notMeUrl}>Log out everywhere and block security changes for 24 hours:</NotMe>
    </MailLayout>
  );
}
