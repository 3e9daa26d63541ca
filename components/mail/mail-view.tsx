"use client";

import { type ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { Disclosure } from "@/components/ui/disclosure";
import { FactList, Fact } from "@/components/ui/fact-list";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { InlineLink } from "@/components/ui/text-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { useServerAction } from "@/components/ui/use-server-action";
import { routes } from "@/lib/routes";
import type { OutboxMailText } from "@/lib/schemas/outbox";
import { mailStateLabels } from "./mail-labels";

type MailViewProps = { mail: OutboxMailText; now: string; revealAction: FormStateAction; retryAction: FormStateAction };

export function MailView({ mail, now, revealAction, retryAction }: MailViewProps) {
  return (
    <div className="grid items-start gap-4 sm:gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <div className="flex min-w-0 flex-col gap-4 sm:gap-6">
        <Delivery mail={mail} now={now} retryAction={retryAction} />
        <Secrets mail={mail} revealAction={revealAction} />
      </div>
      <Panel id="content" title={mail.subject}>
        {/* The sandbox blocks scripts and forms; links in the preview are masked. */}
        <iframe
          title="Message preview"
          src={routes.mailPreview(mail.id)}
          sandbox=""
          className="h-[32rem] w-full rounded-md border border-border bg-panel"
        />
        <Disclosure summary="Plain text">
          <MailText>{mail.text}</MailText>
        </Disclosure>
      </Panel>
    </div>
  );
}

function Delivery({ mail, now, retryAction }: { mail: OutboxMailText; now: string; retryAction: FormStateAction }) {
  const [state, retry] = useServerAction(retryAction);
  const { label, tone } = mailStateLabels[mail.state];
  return (
    <Panel id="delivery" title="Delivery">
      <FormOutcome state={state} />
      <FactList>
        <Fact term="State">
          <Badge tone={tone}>{label}</Badge>
        </Fact>
        <Fact term="To">
          {mail.user_id === null ? mail.to : <InlineLink href={routes.user(mail.user_id)}>{mail.to}</InlineLink>}
        </Fact>
        <Fact term="Created">
          <TimeAgo at={mail.created_at} now={now} withMoment />
        </Fact>
        {mail.sent_at !== null && (
          <Fact term="Sent">
            <TimeAgo at={mail.sent_at} now={now} withMoment />
          </Fact>
        )}
        <Fact term="Attempts">{mail.attempts}</Fact>
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
      {mail.state === "dead" && (
        <p className="text-14 text-muted">
          Delivery failed and won’t be retried. Any links and codes in this message were deleted, so the user has to
          request new ones.
        </p>
      )}
      {mail.state === "held" && (
        <p className="text-14 text-muted">
          Email delivery was off, so this message wasn’t sent. It won’t be sent later.
        </p>
      )}
    </Panel>
  );
}

function Secrets({ mail, revealAction }: { mail: OutboxMailText; revealAction: FormStateAction }) {
  const [state, reveal] = useServerAction(revealAction);
  const text = state.status === "done" ? state.secrets?.[0] : undefined;
  if (!mail.revealable) return null;
  return (
    <Panel id="secrets" title="Links and codes">
      <FormOutcome state={state} />
      {text === undefined ? (
        <>
          <p className="text-14 text-muted">
            The links and codes give access to an account, so they are masked. Reveal them only to pass them on to{" "}
            {mail.to}. You may need to enter your password. The audit log records it.
          </p>
          <form action={reveal}>
            <input type="hidden" name="id" value={mail.id} />
            <SubmitButton appearance="secondary" pendingLabel="Loading…">
              Reveal links and codes
            </SubmitButton>
          </form>
        </>
      ) : (
        <>
          <MailText>{text}</MailText>
          <div>
            <CopyButton text={text} what="message" appearance="secondary" />
          </div>
        </>
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
