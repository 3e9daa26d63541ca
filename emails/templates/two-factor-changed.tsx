import type { FullMailProps, TwoFactorChange } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Facts, NotMe, Paragraph } from "../layout/parts";
import { type MailSite, serviceName } from "../site";

type Wording = {
  subject: (service: string) => string;
  heading: string;
  sentence: (service: string, authenticator: string | null) => string;
};

const inBrackets = (authenticator: string | null): string => (authenticator === null ? "" : ` (${authenticator})`);

export const twoFactorWordings: Record<TwoFactorChange, Wording> = {
  on: {
    subject: (service) => `Two-factor authentication is on for your ${service} account`,
    heading: "Two-factor authentication is on",
    sentence: (service, authenticator) =>
      `To log in to your ${service} account, you now need your password and a code from your authenticator app${inBrackets(authenticator)}.`,
  },
  off: {
    subject: (service) => `Two-factor authentication is off for your ${service} account`,
    heading: "Two-factor authentication is off",
    sentence: (service) =>
      `Two-factor authentication was turned off for your ${service} account. You now log in with your password alone.`,
  },
  "authenticator-added": {
    subject: (service) => `A new authenticator app was added to your ${service} account`,
    heading: "A new authenticator app was added",
    sentence: (service, authenticator) =>
      `A new authenticator app${inBrackets(authenticator)} was added to your ${service} account.`,
  },
  "authenticator-removed": {
    subject: (service) => `An authenticator app was removed from your ${service} account`,
    heading: "An authenticator app was removed",
    sentence: (service, authenticator) =>
      `An authenticator app${inBrackets(authenticator)} was removed from your ${service} account. Its codes no longer work.`,
  },
  "recovery-codes-renewed": {
    subject: (service) => `New recovery codes were created for your ${service} account`,
    heading: "New recovery codes were created",
    sentence: (service) => `New recovery codes were created for your ${service} account. Only these codes work now.`,
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
        {sentence(serviceName(site), authenticator)} {reassurance}
      </Paragraph>
      <Facts title="Changed" origin={changed} />
      <NotMe url={notMeUrl}>Log out everywhere and block security changes for 24 hours:</NotMe>
    </MailLayout>
  );
}
