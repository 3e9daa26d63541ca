import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { RECOVERY_CODES_FEW } from "@/lib/domain/two-factor/recovery-code";
import { MailLayout } from "../layout/mail-layout";
import { Facts, NotMe, Paragraph } from "../layout/parts";
import { type MailSite, serviceName } from "../site";
import { codesLeftSentence, NewCodes } from "./recovery-code-used";

const howChanged = {
  change: (service) => `The password of your ${service} account was changed by someone who entered the old password.`,
  reset: (service) => `The password of your ${service} account was changed with a reset link or code.`,
  invitation: (service) => `The first password of your ${service} account was set with an invitation.`,
} satisfies Record<FullMailProps<"password-changed">["by"], (service: string) => string>;

export function PasswordChangedMail({
  site,
  name,
  changed,
  by,
  codesLeft = null,
  codesUrl,
  notMeUrl,
}: FullMailProps<"password-changed"> & { site: MailSite }) {
  return (
    <MailLayout
      site={site}
      name={name}
      heading={by === "invitation" ? "Your password was set" : "Your password was changed"}
      preview="If this was you, you don’t need to do anything."
    >
      <Paragraph>{howChanged[by](serviceName(site))} If this was you, you don’t need to do anything.</Paragraph>
      {codesLeft !== null && (
        <>
          <Paragraph>
            One of your recovery codes was used for it. That code no longer works.{" "}
            <strong>{codesLeftSentence(codesLeft)}</strong>
          </Paragraph>
          {codesLeft <= RECOVERY_CODES_FEW && <NewCodes url={codesUrl} />}
        </>
      )}
      <Facts title={by === "invitation" ? "Set" : "Changed"} origin={changed} />
      <NotMe url={notMeUrl}>Log out everywhere and block security changes for 24 hours:</NotMe>
    </MailLayout>
  );
}
