"use client";

import { type ReactNode } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { PendingFormField, useResentForm } from "@/components/ui/pending-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useServerAction } from "@/components/ui/use-server-action";
import { routes } from "@/lib/routes";
import type { OutboxMailText } from "@/lib/schemas/outbox";
import { MailFrame } from "./mail-frame";
import { MailHistory } from "./mail-history";
import { MailSecrets } from "./mail-secrets";
import { MailStatus } from "./mail-status";
import type { RevealAction, RevealState } from "./reveal-state";

type MailViewProps = { mail: OutboxMailText; now: string; revealAction: RevealAction; retryAction: FormStateAction };

/** The state, what an administrator passes on, the message, and what happened to it; on a phone in this order. */
export function MailView({ mail, now, revealAction, retryAction }: MailViewProps) {
  const [state, reveal] = useServerAction<RevealState>(revealAction);
  const text = state.revealed?.text ?? mail.text;
  return (
    <>
      <MailStatus mail={mail} now={now} retryAction={retryAction} />
      <div className="grid items-start gap-4 sm:gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)] lg:grid-rows-[auto_1fr]">
        {mail.revealable && <Secrets mail={mail} state={state} reveal={reveal} now={now} />}
        <Panel id="content" title="Message" className="lg:col-start-1 lg:row-span-2 lg:row-start-1">
          {mail.revealable && <p className="text-14 text-muted">Links and codes are hidden here.</p>}
          <MailFrame src={routes.mailPreview(mail.id)} />
          <Disclosure summary="Plain text">
            <MailText>{text}</MailText>
          </Disclosure>
        </Panel>
        <MailHistory mail={mail} now={now} />
      </div>
    </>
  );
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
            <SubmitButton pendingLabel="Loading…">Reveal links and codes</SubmitButton>
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
