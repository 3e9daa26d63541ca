import { formatTime } from "@/lib/domain/mail/format-time";
import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Paragraph } from "../layout/parts";
import type { MailSite } from "../site";

export function TestMail({ site, sentBy, at }: FullMailProps<"test-mail"> & { site: MailSite }) {
  return (
    <MailLayout site={site} heading="Mail works" preview="This is a test, and it has arrived.">
      <Paragraph>
        This is a test, and it has arrived: Latchkey can send mail. {sentBy ?? "An administrator"} asked for it on{" "}
        {formatTime(new Date(at))}.
      </Paragraph>
    </MailLayout>
  );
}
