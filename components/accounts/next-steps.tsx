"use client";

import { CircleCheck } from "lucide-react";
import { useEffect, useRef } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormState, FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useServerAction } from "@/components/ui/use-server-action";
import type { ShownStep, StepName } from "@/lib/domain/users/next-steps";
import { routes } from "@/lib/routes";

type NextStepsProps = { steps: readonly ShownStep[]; hideAction: FormStateAction; showAction: FormStateAction };

type StepText = {
  title: string;
  done: string;
  doneByInvitation?: string;
  text: string;
  href: string;
  /** The button, and what a screen reader adds to it. */
  verb: string;
  object: string;
  /** The button that hides it, where that isn't "Hide". */
  dismiss?: string;
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
    done: "Other users added",
    doneByInvitation: "Users invited",
    text: "Send an invitation, or import your users from another system.",
    href: routes.newUser(),
    verb: "Invite",
    object: "users",
  },
  backup: {
    title: "Make backups",
    done: "Backups are made",
    text: "Copy the database and the file with the secrets regularly. Latchkey can’t see your backups.",
    href: `${routes.system()}#database`,
    verb: "Show paths",
    object: "for backups",
    dismiss: "Done",
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

/** What to do after a set-up or a sign-up, until each step is done or hidden. */
export function NextSteps({ steps, hideAction, showAction }: NextStepsProps) {
  const [state, hide] = useServerAction(hideAction);
  const [shownAgain, show] = useServerAction(showAction);
  const shown = steps.filter(({ hidden }) => !hidden);
  const first = shown.find(({ done }) => !done);
  const justHidden = state.status === "done" ? steps.find(({ name }) => name === state.values?.["step"]) : undefined;
  const undone = justHidden?.hidden === true && (
    <Hidden step={justHidden} show={show} outcome={shownAgain} key={justHidden.name} />
  );
  if (first === undefined) {
    const hiddenCount = steps.filter(({ hidden, done }) => hidden && !done).length;
    return undone || (hiddenCount > 0 && <HiddenSteps count={hiddenCount} show={show} />) || null;
  }
  const hiddenCount = steps.length - shown.length;
  return (
    <section
      aria-labelledby="next-steps"
      className="flex flex-col gap-2 rounded-lg bg-accent-soft p-4 sm:p-6 forced-colors:border print:hidden"
    >
      <h2 id="next-steps" className="text-14 font-medium text-muted">
        {steps.length === 1 ? "Next step" : "Next steps"}
      </h2>
      {state.status === "refused" && <FormOutcome state={state} />}
      {undone}
      <ol className="flex flex-col gap-4">
        {shown.map((step) => (
          <Step key={step.name} step={step} isFirst={step === first} hide={hide} />
        ))}
      </ol>
      {hiddenCount > 0 && undone === false && <HiddenSteps count={hiddenCount} show={show} />}
    </section>
  );
}

/** The way back, later too. */
function HiddenSteps({ count, show }: { count: number; show: (form: FormData) => void }) {
  const words = count === 1 ? "1 next step is hidden." : `${count} next steps are hidden.`;
  return (
    <form action={show} className="flex flex-wrap items-center gap-x-2 text-14 text-muted">
      {words}
      <SubmitButton appearance="link" pendingLabel="Showing…">
        Show
      </SubmitButton>
    </form>
  );
}

type HiddenProps = { step: ShownStep; show: (form: FormData) => void; outcome: FormState };

/** It takes the focus, because the pressed button is gone. */
function Hidden({ step: { name }, show, outcome }: HiddenProps) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => frame.current?.focus(), []);
  return (
    <div
      ref={frame}
      role="status"
      tabIndex={-1}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-sunken px-4 py-2 outline-none"
    >
      <p>“{texts[name].title}” is hidden.</p>
      <form action={show}>
        <input type="hidden" name="step" value={name} />
        <SubmitButton appearance="secondary" pendingLabel="Showing…">
          Undo
        </SubmitButton>
      </form>
      {outcome.status === "refused" && <FormOutcome state={outcome} />}
    </div>
  );
}

type StepProps = { step: ShownStep; isFirst: boolean; hide: (form: FormData) => void };

function Step({ step: { name, done, invited }, isFirst, hide }: StepProps) {
  const step = texts[name];
  if (done) {
    return (
      <li className="flex gap-3 text-muted">
        <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-ok" />
        <p>
          {(invited === true && step.doneByInvitation) || step.done}
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
      <div className="grid grid-cols-[8rem_5rem] items-center gap-2">
        <ButtonLink href={step.href} appearance={isFirst ? "primary" : "secondary"}>
          {step.verb}
          <span className="sr-only"> {step.object}</span>
        </ButtonLink>
        <form action={hide}>
          <input type="hidden" name="step" value={name} />
          <SubmitButton
            appearance="quiet"
            pendingLabel="…"
            aria-label={`${step.dismiss ?? "Hide"}: ${step.title}`}
            className="w-full px-3"
          >
            {step.dismiss ?? "Hide"}
          </SubmitButton>
        </form>
      </div>
    </li>
  );
}
