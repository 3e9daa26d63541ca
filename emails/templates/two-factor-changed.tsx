import type { FullMailProps, TwoFactorChange } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Facts, NotMe, Paragraph } from "../layout/parts";
import type { MailSite } from "../site";

type Wording = { subject: string; heading: string; sentence: (authenticator: string | null) => string };

const inBrackets = (authenticator: string | null): string => (authenticator === null ? "" : ` (${authenticator})`);

export const twoFactorWordings: Record<TwoFactorChange, Wording> = {
  on: {
    subject: "Two-factor authentication is on for your Latchkey account",
    heading: "Two-factor authentication is on",
    sentence: (authenticator) =>
      `To log in to your Latchkey account, you now need your password and a code from your authenticator app${inBrackets(authenticator)}.`,
  },
  off: {
    subject: "Two-factor authentication is off for your Latchkey account",
    heading: "Two-factor authentication is off",
    sentence: () =>
      "Two-factor authentication was turned off for your Latchkey account. You now log in with your password alone.",
  },
  "authenticator-added": {
    subject: "A new authenticator app was added to your Latchkey account",
    heading: "A new authenticator app was added",
    sentence: (authenticator) =>
      `A new authenticator app${inBrackets(authenticator)} was added to your Latchkey account.`,
  },
  "authenticator-removed": {
    subject: "An authenticator app was removed from your Latchkey account",
    heading: "An authenticator app was removed",
    sentence: (authenticator) =>
      `An authenticator app${inBrackets(authenticator)} was removed from your Latchkey account. Its codes no longer work.`,
  },
  "recovery-codes-renewed": {
    subject: "New recovery codes were created for your Latchkey account",
    heading: "New recovery codes were created",
    sentence: () => "New recovery codes were created for your Latchkey account. Only these codes work now.",
  },
};

export function TwoFactorChangedMail({
  site,
  name,
  changed,
  change,
  authenticator,
  notMeUrl,
}: FullMailProps<"two-factor-changed"> & { site: MailSite }) {
  const { heading, sentence } = twoFactorWordings[change];
  // Administrators can turn two-factor authentication off, but not on.
  const author = change === "off" ? "you or an administrator" : "you";
  const reassurance = `If this was ${author}, you don’t need to do anything.`;
  return (
    <MailLayout site={site} name={name} heading={heading} preview={reassurance}>
      <Paragraph>
        {sentence(authenticator)} {reassurance}
      </Paragraph>
      <Facts title="Changed" origin={changed} />
      <NotMe url={notMeUrl}>Log out everywhere and block security changes for 24 hours:</NotMe>
    </MailLayout>
  );
}
