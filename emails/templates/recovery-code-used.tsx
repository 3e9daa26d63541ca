import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { RECOVERY_CODES_FEW } from "@/lib/domain/two-factor/recovery-code";
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
    <MailLayout site={site} name={name} heading="A recovery code was used" preview={codesLeftSentence(codesLeft)}>
      <Paragraph>
        One of your recovery codes was used for your Latchkey account. It no longer works.{" "}
        <strong>{codesLeftSentence(codesLeft)}</strong>
      </Paragraph>
      <Paragraph>
        {codesLeft <= RECOVERY_CODES_FEW
          ? "Create new ones soon, on your account page under “Two-factor authentication”."
          : "If this was you, you don’t need to do anything."}
      </Paragraph>
      <Facts title="Used" origin={used} />
      <NotMe url={notMeUrl}>Log out everywhere and block security changes for 24 hours:</NotMe>
    </MailLayout>
  );
}

function codesLeftSentence(count: number): string {
  if (count === 0) return "It was your last recovery code.";
  return count === 1 ? "You have 1 recovery code left." : `You have ${count} recovery codes left.`;
}
