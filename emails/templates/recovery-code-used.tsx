import type { FullMailProps, MailProps, RecoveryCodeUse } from "@/lib/domain/mail/mail-templates";
import { RECOVERY_CODES_FEW } from "@/lib/domain/two-factor/recovery-code";
import { MailLayout } from "../layout/mail-layout";
import { Action, Facts, NotMe, Paragraph } from "../layout/parts";
import { type MailSite, serviceName } from "../site";

type Wording = { subject: (service: string) => string; heading: string; sentence: (service: string) => string };

const used: Wording = {
  subject: (service) => `A recovery code for your ${service} account was used`,
  heading: "A recovery code was used",
  sentence: (service) => `One of your recovery codes was used for your ${service} account.`,
};

const wordings: Record<RecoveryCodeUse, Wording> = {
  "log-in": {
    ...used,
    subject: (service) => `Log-in to your ${service} account with a recovery code`,
    sentence: (service) => `Someone logged in to your ${service} account with one of your recovery codes.`,
  },
  "new-browser-log-in": {
    subject: (service) => `New log-in to your ${service} account, with a recovery code`,
    heading: "New log-in with a recovery code",
    sentence: (service) =>
      `Someone logged in to your ${service} account from a new browser, with one of your recovery codes.`,
  },
  confirmation: {
    ...used,
    sentence: (service) => `One of your recovery codes was used to confirm a change to your ${service} account.`,
  },
};

const wordingOf = (use: RecoveryCodeUse | undefined): Wording => (use === undefined ? used : wordings[use]);

export const recoveryCodeSubject = ({ use }: MailProps<"recovery-code-used">, site: MailSite): string =>
  wordingOf(use).subject(serviceName(site));

export function RecoveryCodeUsedMail({
  site,
  name,
  used: origin,
  codesLeft,
  use,
  codesUrl,
  notMeUrl,
}: FullMailProps<"recovery-code-used"> & { site: MailSite }) {
  const { heading, sentence } = wordingOf(use);
  return (
    <MailLayout site={site} name={name} heading={heading} preview={codesLeftSentence(codesLeft)}>
      <Paragraph>
        {sentence(serviceName(site))} That code no longer works. <strong>{codesLeftSentence(codesLeft)}</strong>
      </Paragraph>
      {codesLeft <= RECOVERY_CODES_FEW ? (
        <NewCodes url={codesUrl} />
      ) : (
        <Paragraph>If this was you, you don’t need to do anything.</Paragraph>
      )}
      <Facts title="Used" origin={origin} />
      <NotMe url={notMeUrl}>Log out everywhere and block security changes for 24 hours:</NotMe>
    </MailLayout>
  );
}

/** Asks for new codes before the last one is used. */
export function NewCodes({ url }: { url: string | undefined }) {
  if (url === undefined) return <Paragraph>Create new codes soon, on your account’s security page.</Paragraph>;
  return (
    <>
      <Paragraph>Create new codes soon: they let you in without your authenticator app.</Paragraph>
      <Action label="Create new recovery codes" link={url} />
    </>
  );
}

export function codesLeftSentence(count: number): string {
  if (count === 0) return "It was your last recovery code.";
  return count === 1 ? "You have 1 recovery code left." : `You have ${count} recovery codes left.`;
}
