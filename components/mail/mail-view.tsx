"use client";

import { type ReactNode } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { FactList, Fact } from "@/components/ui/fact-list";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { PendingFormField, useResentForm } from "@/components/ui/pending-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TimeAgo } from "@/components/ui/time-ago";
import { useServerAction } from "@/components/ui/use-server-action";
import type { MailTemplate } from "@/lib/domain/mail/mail-templates";
import { routes } from "@/lib/routes";
import type { OutboxMailText } from "@/lib/schemas/outbox";
import { MailFrame } from "./mail-frame";
import { MailSecrets } from "./mail-secrets";
import type { RevealAction, RevealState } from "./reveal-state";

type MailViewProps = { mail: OutboxMailText; now: string; revealAction: RevealAction; retryAction: FormStateAction };

/** What an administrator passes on, the message, and its delivery; on a phone in this order. */
export function MailView({ mail, now, revealAction, retryAction }: MailViewProps) {
  const [state, reveal] = useServerAction<RevealState>(revealAction);
  const text = state.revealed?.text ?? mail.text;
  return (
    <div className="grid items-start gap-4 sm:gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:grid-rows-[auto_1fr]">
      {mail.revealable && <Secrets mail={mail} now={now} state={state} reveal={reveal} />}
      <Panel id="content" title="Preview" className="lg:col-start-1 lg:row-span-2 lg:row-start-1">
        {state.revealed !== undefined && <p className="text-14 text-muted">Links and codes are hidden here.</p>}
        <MailFrame src={routes.mailPreview(mail.id)} />
        <Disclosure summary="Plain text">
          <MailText>{text}</MailText>
        </Disclosure>
      </Panel>
      <Delivery mail={mail} now={now} retryAction={retryAction} />
    </div>
  );
}

function Delivery({ mail, now, retryAction }: { mail: OutboxMailText; now: string; retryAction: FormStateAction }) {
  const [state, retry] = useServerAction(retryAction);
  return (
    <Panel id="delivery" title="Delivery">
      <FormOutcome state={state} />
      <p className="text-14 text-muted">{deliveryWords[mail.state]}</p>
      <FactList>
        <Fact term="Created">
          <TimeAgo at={mail.created_at} now={now} withMoment />
        </Fact>
        {mail.sent_at !== null && (
          <Fact term="Sent">
            <TimeAgo at={mail.sent_at} now={now} withMoment />
          </Fact>
        )}
        {mail.attempts > 0 && <Fact term="Attempts">{mail.attempts}</Fact>}
        {mail.last_error !== null && <Fact term="Last error">{mail.last_error}</Fact>}
      </FactList>
      {mail.state === "queued" && (
        <form action={retry}>
          <input type="hidden" name="id" value={mail.id} />
          <SubmitButton appearance="secondary" pendingLabel="Sending…">
            Retry now
          </SubmitButton>
        </form>
      )}
    </Panel>
  );
}

const deliveryWords: Record<OutboxMailText["state"], string> = {
  queued: "It waits to be sent.",
  sending: "It is being sent.",
  sent: "The mail server accepted it. Its links and codes were deleted here.",
  dead: "It couldn’t be delivered and won’t be retried. Its links and codes were deleted: the user has to request new ones.",
  held: "Email was off, so it wasn’t sent. It won’t be sent later.",
};

// Their links are only for a user who didn't make the change.
const notices: readonly string[] = [
  "password-changed",
  "email-change-notice",
  "new-sign-in",
  "two-factor-changed",
  "recovery-code-used",
] satisfies MailTemplate[];

function isNotice(template: string): boolean {
  return notices.includes(template);
}

type SecretsProps = { mail: OutboxMailText; now: string; state: RevealState; reveal: (form: FormData) => void };

function Secrets({ mail, now, state, reveal }: SecretsProps) {
  const form = useResentForm("reveal-mail");
  const revealed = state.revealed;
  return (
    <Panel id="secrets" title="Links and codes">
      <FormOutcome state={state} />
      {revealed === undefined ? (
        <form ref={form} action={reveal} className="flex flex-col gap-3">
          <input type="hidden" name="id" value={mail.id} />
          <PendingFormField form="reveal-mail" />
          <p className="text-14 text-muted">
            They give access to the account. Reveal them only to pass them on to {mail.to}. The audit log records it.
          </p>
          <div>
            <SubmitButton appearance={isNotice(mail.template) ? "secondary" : "primary"} pendingLabel="Loading…">
              Reveal links and codes
            </SubmitButton>
          </div>
        </form>
      ) : (
        <MailSecrets secrets={revealed.secrets} now={now} />
      )}
    </Panel>
  );
}

function MailText({ children }: { children: ReactNode }) {
  return (
    <pre
      translate="no"
      tabIndex={0}
      className="max-h-96 overflow-auto rounded-md bg-sunken p-4 font-mono text-12 wrap-anywhere whitespace-pre-wrap"
    >
      {children}
    </pre>
  );
}
