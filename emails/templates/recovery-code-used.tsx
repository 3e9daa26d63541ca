import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Facts, NotMe, Paragraph } from "../layout/parts";
import type { MailSite } from "../site";

export function RecoveryCodeUsedMail({
  site,
  name,
  used,
  codesLeft,
  notMeUrl,
}: FullMailProps<"recovery-code-used"> & { site: MailSite }) {
  return (
    <MailLayout site={site} name={name} heading="A recovery code was used" preview={left(codesLeft)}>
      <Paragraph>
        Your Latchkey account was signed in to with one of your recovery codes, which is used up now.{" "}
        <strong>{left(codesLeft)}</strong>{" "}
        {codesLeft <= 3
          ? "Make new ones soon, on your account’s page for two-factor sign-in."
          : "If it was you, there is nothing to do."}
      </Paragraph>
      <Facts title="Used" origin={used} />
      <NotMe url={notMeUrl}>
        Say so: the session is ended, and your account is locked against changes while you get it back:
      </NotMe>
    </MailLayout>
  );
}

function left(count: number): string {
  if (count === 0) return "It was the last one.";
  return count === 1 ? "One is left." : `${count} are left.`;
}
