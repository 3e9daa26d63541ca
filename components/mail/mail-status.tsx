import { Ban, CircleCheck, CircleX, Clock, Send } from "lucide-react";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { joinClasses } from "@/components/ui/join-classes";
import { SubmitButton } from "@/components/ui/submit-button";
import { TimeAgo } from "@/components/ui/time-ago";
import { useServerAction } from "@/components/ui/use-server-action";
import type { OutboxMail } from "@/lib/schemas/outbox";
import { mailStateLabels } from "./mail-labels";

const icons = { queued: Clock, sending: Send, sent: CircleCheck, dead: CircleX, held: Ban };

const tones = {
  accent: "bg-accent-soft text-accent",
  ok: "bg-ok-soft text-ok",
  danger: "bg-danger-soft text-danger",
  neutral: "bg-sunken text-muted",
};

type MailStatusProps = { mail: OutboxMail; now: string; retryAction: FormStateAction };

/** The state of a mail in words, and what can be done about it. */
export function MailStatus({ mail, now, retryAction }: MailStatusProps) {
  const [state, retry] = useServerAction(retryAction);
  const { label, tone } = mailStateLabels[mail.state];
  const Icon = icons[mail.state];
  return (
    <section aria-label="State" className="flex flex-col gap-3">
      <FormOutcome state={state} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border border-border bg-panel p-4 shadow-panel sm:px-6">
        <span
          className={joinClasses(
            "flex size-10 shrink-0 items-center justify-center rounded-full forced-colors:border",
            tones[tone],
          )}
        >
          <Icon aria-hidden className="size-5" />
        </span>
        <p className="min-w-0 flex-1 basis-52">
          <span className="block text-16 font-semibold">{label}</span>
          <span className="block max-w-prose text-14 text-muted">
            <StatusWords mail={mail} now={now} />
          </span>
        </p>
        {mail.state === "queued" && (
          <form action={retry}>
            <input type="hidden" name="id" value={mail.id} />
            <SubmitButton appearance="secondary" pendingLabel="Sending…">
              Retry now
            </SubmitButton>
          </form>
        )}
      </div>
    </section>
  );
}

function StatusWords({ mail, now }: { mail: OutboxMail; now: string }) {
  switch (mail.state) {
    case "queued":
      return mail.next_attempt_at === null || mail.attempts === 0 ? (
        "It is sent within seconds."
      ) : (
        <>
          The last attempt failed. The next one is <TimeAgo at={mail.next_attempt_at} now={now} ahead />.
        </>
      );
    case "sending":
      return "The mail server is receiving it.";
    case "sent":
      return "The mail server accepted it. Links and codes of delivered mail aren’t kept here.";
    case "dead":
      return "It couldn’t be delivered and won’t be retried. Links and codes in it were deleted: the user has to request new ones.";
    case "held":
      return "Email was off when it was written. It won’t be sent later.";
  }
}
