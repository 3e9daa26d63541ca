import type { FullMailProps, TwoFactorChange } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Facts, NotMe, Paragraph } from "../layout/parts";
import type { MailSite } from "../site";

type Words = { heading: string; sentence: (authenticator: string | null) => string };

const called = (authenticator: string | null): string => (authenticator === null ? "" : ` (${authenticator})`);

export const twoFactorWords: Record<TwoFactorChange, Words> = {
  on: {
    heading: "Two-factor sign-in is on",
    sentence: (authenticator) =>
      `From now on your Latchkey account asks for a code of your authenticator${called(authenticator)} besides the password.`,
  },
  off: {
    heading: "Two-factor sign-in is off",
    sentence: () => "Your Latchkey account no longer asks for a code: the password alone opens it.",
  },
  "authenticator-added": {
    heading: "An authenticator was added",
    sentence: (authenticator) =>
      `Codes of one more authenticator${called(authenticator)} now open your Latchkey account, together with the password.`,
  },
  "authenticator-removed": {
    heading: "An authenticator was removed",
    sentence: (authenticator) =>
      `Codes of an authenticator${called(authenticator)} no longer open your Latchkey account.`,
  },
  "recovery-codes-renewed": {
    heading: "Your recovery codes were renewed",
    sentence: () => "New recovery codes were made for your Latchkey account. The old ones are no good any more.",
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
  const { heading, sentence } = twoFactorWords[change];
  return (
    <MailLayout site={site} name={name} heading={heading} preview="If it was you, there is nothing to do.">
      <Paragraph>{sentence(authenticator)} If it was you, there is nothing to do.</Paragraph>
      <Facts title="Changed" origin={changed} />
      <NotMe url={notMeUrl}>Say so, and your account is locked against further changes while you get it back:</NotMe>
    </MailLayout>
  );
}
