import { formatDuration, formatTime, minutesAfter } from "@/lib/domain/mail/format-time";
import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout, SupportContact } from "../layout/mail-layout";
import { Action, Facts, NotMe, Paragraph } from "../layout/parts";
import { type MailSite, serviceName } from "../site";

type EmailChangeStage = FullMailProps<"email-change-notice">["stage"];

const changedSubject = (service: string): string => `The email address of your ${service} account was changed`;

export const emailChangeSubjects: Record<EmailChangeStage, (service: string) => string> = {
  asked: (service) => `Request to change the email address of your ${service} account`,
  done: changedSubject,
  administered: changedSubject,
};

/** Goes to the account's current or former address. */
export function EmailChangeNoticeMail({
  site,
  name,
  changed,
  newEmail,
  stage,
  undoLink,
  undoMinutes,
  notMeUrl,
}: FullMailProps<"email-change-notice"> & { site: MailSite }) {
  const isRequest = stage === "asked";
  const byAdministrator = stage === "administered";
  return (
    <MailLayout
      site={site}
      name={name}
      heading={isRequest ? "Request to change your email address" : "Your email address was changed"}
      preview={byAdministrator ? "An administrator changed it." : "If this was you, you don’t need to do anything."}
    >
      <Paragraph>
        <Sentences stage={stage} newEmail={newEmail} site={site} />
      </Paragraph>
      {/* An administrator's device and address are private. */}
      {!byAdministrator && <Facts title={isRequest ? "Requested" : "Changed"} origin={changed} />}
      {undoLink !== null && (
        <>
          <Paragraph>
            You can restore the old address for {formatDuration(undoMinutes)}, until{" "}
            {formatTime(minutesAfter(new Date(changed.at), undoMinutes))}.
          </Paragraph>
          <Action label="Restore the old address" link={undoLink} />
        </>
      )}
      {notMeUrl !== null && (
        <NotMe url={notMeUrl}>
          {isRequest ? "Cancel this" : "Undo this"}, log out everywhere and block security changes for 24 hours:
        </NotMe>
      )}
    </MailLayout>
  );
}

function Sentences({ stage, newEmail, site }: { stage: EmailChangeStage; newEmail: string; site: MailSite }) {
  const to = <strong>{newEmail}</strong>;
  switch (stage) {
    case "asked":
      return (
        <>
          We received a request to change the email address of your {serviceName(site)} account to {to}. It changes once
          that address is verified. If this was you, you don’t need to do anything.
        </>
      );
    case "done":
      return (
        <>
          The email address of your {serviceName(site)} account was changed to {to}. Your account no longer uses the
          address that received this email. If this was you, you don’t need to do anything.
        </>
      );
    case "administered":
      return (
        <>
          An administrator changed the email address of your {serviceName(site)} account to {to}. Your account no longer
          uses the address that received this email. If you didn’t expect this, contact an administrator
          {site.supportContact !== null && (
            <>
              : <SupportContact contact={site.supportContact} />
            </>
          )}
          .
        </>
      );
  }
}
