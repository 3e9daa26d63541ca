"use client";

import { CircleCheck } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormState, FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useServerAction } from "@/components/ui/use-server-action";
import type { NextStep, StepName } from "@/lib/domain/users/next-steps";
import { routes } from "@/lib/routes";

type NextStepsProps = { steps: readonly NextStep[]; putAway: FormStateAction; bringBack: FormStateAction };

type StepText = {
  title: string;
  done: string;
  text: ReactNode;
  href: string;
  /** The button, and what a screen reader adds to it. */
  verb: string;
  object: string;
};

const texts: Record<StepName, StepText> = {
  mail: {
    title: "Set up email",
    done: "Email is set up",
    text: "Users then get reset links and invitations by email.",
    href: routes.system(),
    verb: "How to",
    object: "set up email",
  },
  invite: {
    title: "Invite users",
    done: "Users are invited",
    text: "Send an invitation, or import your users from another system.",
    href: routes.newUser(),
    verb: "Invite",
    object: "users",
  },
  backup: {
    title: "Make backups",
    done: "Backups are made",
    text: (
      <>
        Back up the database and <code className="font-mono">secrets.json</code> together. Latchkey can’t see your
        backups: hide these steps when you have them.
      </>
    ),
    href: routes.system(),
    verb: "Show paths",
    object: "for backups",
  },
  "verify-email": {
    title: "Verify your email address",
    done: "Your email address is verified",
    text: "So that links for a new password reach you.",
    href: routes.changeEmail(),
    verb: "Verify",
    object: "your email address",
  },
  "two-factor": {
    title: "Set up two-factor authentication",
    done: "Two-factor authentication is on",
    text: "With a code from your phone, a stolen password isn’t enough to log in.",
    href: routes.addAuthenticator(),
    verb: "Set up",
    object: "two-factor authentication",
  },
};

/** What to do after a set-up or a sign-up, until it is done or put away. */
export function NextSteps({ steps, putAway, bringBack }: NextStepsProps) {
  const [state, hide] = useServerAction(putAway);
  const [broughtBack, show] = useServerAction(bringBack);
  if (steps.length === 0) return state.status === "done" ? <Hidden show={show} outcome={broughtBack} /> : null;
  const first = steps.find(({ done }) => !done);
  return (
    <section aria-labelledby="next-steps" className="flex flex-col gap-2 rounded-lg bg-accent-soft p-4 sm:p-6">
      <div className="flex items-center justify-between gap-4">
        <h2 id="next-steps" className="text-14 font-medium text-muted">
          {steps.length === 1 ? "Next step" : "Next steps"}
        </h2>
        <form action={hide}>
          <SubmitButton appearance="link" className="-my-2" pendingLabel="Hide…">
            Hide
          </SubmitButton>
        </form>
      </div>
      {state.status === "refused" && <FormOutcome state={state} />}
      <ol className="flex flex-col gap-4">
        {steps.map((step) => (
          <Step key={step.name} text={texts[step.name]} done={step.done} isFirst={step === first} />
        ))}
      </ol>
    </section>
  );
}

/** It takes the focus, because the pressed button is gone. */
function Hidden({ show, outcome }: { show: (form: FormData) => void; outcome: FormState }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => frame.current?.focus(), []);
  return (
    <div
      ref={frame}
      role="status"
      tabIndex={-1}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-sunken px-4 py-2 outline-none"
    >
      <p>Next steps are hidden.</p>
      <form action={show}>
        <SubmitButton appearance="secondary" pendingLabel="Showing…">
          Undo
        </SubmitButton>
      </form>
      {outcome.status === "refused" && <FormOutcome state={outcome} />}
    </div>
  );
}

function Step({ text: step, done, isFirst }: { text: StepText; done: boolean; isFirst: boolean }) {
  if (done) {
    return (
      <li className="flex gap-3 text-muted">
        <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-ok" />
        <p>
          {step.done}
          <span className="sr-only"> (done)</span>
        </p>
      </li>
    );
  }
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div className="min-w-0 grow basis-60">
        <p className={isFirst ? "font-semibold" : "font-medium"}>{step.title}</p>
        <p className="max-w-prose text-14 text-muted">{step.text}</p>
      </div>
      <ButtonLink href={step.href} appearance={isFirst ? "primary" : "secondary"}>
        {step.verb}
        <span className="sr-only"> {step.object}</span>
      </ButtonLink>
    </li>
  );
}
