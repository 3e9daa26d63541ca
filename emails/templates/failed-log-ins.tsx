import { formatTime } from "@/lib/domain/mail/format-time";
import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Action, Paragraph } from "../layout/parts";
import type { MailSite } from "../site";

export function FailedLogInsMail({
  site,
  at,
  failures,
  accounts,
  addresses,
  atLeast,
  url,
}: FullMailProps<"failed-log-ins"> & { site: MailSite }) {
  return (
    <MailLayout
      site={site}
      heading="Many failed log-ins"
      preview={`${atLeast ? "At least " : ""}${failures} log-ins failed within an hour. Attackers may be trying passwords.`}
    >
      <Paragraph>
        In the hour before {formatTime(new Date(at))}, {atLeast && "at least "}
        {failures} log-ins failed: {atLeast && `the last ${failures} `}at {accountsInWords(accounts)}
        {addresses > 0 && `, from ${addresses === 1 ? "one address" : `${addresses} addresses`}`}. Attackers may be
        trying passwords.
      </Paragraph>
      <Action label="View failed log-ins" link={url} />
      <Paragraph>
        Rate limits slow down guesses at each account. Two-factor authentication protects an account even if an attacker
        knows its password. The server’s settings can require it for every account.
      </Paragraph>
      <Paragraph>Administrators get this message at most once an hour.</Paragraph>
    </MailLayout>
  );
}

function accountsInWords(accounts: number): string {
  if (accounts === 0) return "no existing account";
  return accounts === 1 ? "one account" : `${accounts} accounts`;
}
