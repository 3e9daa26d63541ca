import { formatDuration, minutesAfter, formatTime } from "@/lib/domain/mail/format-time";
import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Action, Facts, NotMe, Paragraph } from "../layout/parts";
import type { MailSite } from "../site";

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
  const done = stage !== "asked";
  const administered = stage === "administered";
  return (
    <MailLayout
      site={site}
      name={name}
      heading={done ? "Your address was changed" : "Your address is about to change"}
      preview={administered ? "An administrator changed it." : "If it was you, there is nothing to do."}
    >
      <Paragraph>
        {done ? "Your Latchkey account now belongs to" : "Your Latchkey account will belong to"}{" "}
        <strong>{newEmail}</strong>
        {done ? ", and no longer to this address." : " once that address is confirmed."}{" "}
        {administered
          ? "An administrator changed it. Ask them if you know nothing of it."
          : "If you want that, there is nothing to do."}
      </Paragraph>
      {/* From where administrators work is nobody else's. */}
      {!administered && <Facts title={done ? "Changed" : "Asked"} origin={changed} />}
      {undoLink !== null && (
        <>
          <Paragraph>
            You can take this back for {formatDuration(undoMinutes)}, until{" "}
            {formatTime(minutesAfter(new Date(changed.at), undoMinutes))}.
          </Paragraph>
          <Action label="Keep the old address" link={undoLink} />
        </>
      )}
      {notMeUrl !== null && (
        <NotMe url={notMeUrl}>
          {done ? "Take it back" : "Cancel it"} and have everything that is signed in ended too:
        </NotMe>
      )}
    </MailLayout>
  );
}
