import type { ReactNode } from "react";
import { Panel } from "@/components/ui/panel";
import { TimeAgo } from "@/components/ui/time-ago";
import type { OutboxMail } from "@/lib/schemas/outbox";

/** What happened to a mail, in order. */
export function MailHistory({ mail, now }: { mail: OutboxMail; now: string }) {
  return (
    <Panel id="history" title="What happened">
      <ol className="flex flex-col">
        <Step title="Written">
          <TimeAgo at={mail.created_at} now={now} withMoment />
        </Step>
        {mail.attempts > 0 && mail.last_error !== null && (
          <Step title={mail.attempts === 1 ? "1 attempt failed" : `${mail.attempts} attempts failed`}>
            {mail.last_error}
          </Step>
        )}
        {mail.state === "queued" && mail.next_attempt_at !== null && (
          <Step title={mail.attempts === 0 ? "Sent next" : "Next attempt"}>
            <TimeAgo at={mail.next_attempt_at} now={now} ahead />
          </Step>
        )}
        {mail.state === "sending" && <Step title="Being sent">Attempt {mail.attempts}</Step>}
        {mail.state === "sent" && (
          <Step title={mail.attempts > 1 ? `Sent on attempt ${mail.attempts}` : "Sent"}>
            {mail.sent_at !== null && <TimeAgo at={mail.sent_at} now={now} withMoment />}
          </Step>
        )}
        {mail.state === "dead" && <Step title="Failed">It won’t be retried.</Step>}
        {mail.state === "held" && <Step title="Kept here">This server had no mail transport.</Step>}
      </ol>
      <p className="text-14 text-muted">
        It is deleted {mail.state === "dead" ? "90" : "30"} days after it was written.
      </p>
    </Panel>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li className="relative flex gap-3 pb-4 text-14 last:pb-0 not-last:before:absolute not-last:before:top-3 not-last:before:bottom-0 not-last:before:left-1 not-last:before:w-px not-last:before:-translate-x-1/2 not-last:before:translate-y-1.5 not-last:before:bg-border">
      <span aria-hidden className="mt-1.5 size-2 shrink-0 rounded-full border border-control bg-sunken" />
      <span className="min-w-0 wrap-anywhere">
        <span className="block font-medium">{title}</span>
        <span className="block text-muted">{children}</span>
      </span>
    </li>
  );
}
