import { formatTime } from "@/lib/domain/mail/format-time";
import type { FullMailProps } from "@/lib/domain/mail/mail-templates";
import { MailLayout } from "../layout/mail-layout";
import { Paragraph } from "../layout/parts";
import { type MailSite, serviceName } from "../site";

export function TestMail({ site, sentBy, at }: FullMailProps<"test-mail"> & { site: MailSite }) {
  return (
    <MailLayout site={site} heading="Test email" preview={`${serviceName(site)} can send email.`}>
      <Paragraph>
        This is a test. {serviceName(site)} can send email. {sentBy ?? "An administrator"} requested this message on{" "}
        {formatTime(new Date(at))}.
      </Paragraph>
    </MailLayout>
  );
}
