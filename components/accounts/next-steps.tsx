"use client";

import { Circle, CircleCheck } from "lucide-react";
import { type ReactNode } from "react";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { InlineLink } from "@/components/ui/text-link";
import { useServerAction } from "@/components/ui/use-server-action";
import type { NextStep, StepName } from "@/lib/domain/users/next-steps";
import { routes } from "@/lib/routes";

type NextStepsProps = { steps: readonly NextStep[]; putAway: FormStateAction };

type StepText = { title: string; done: string; text: ReactNode; href: string };

const texts: Record<StepName, StepText> = {
  mail: {
    title: "Set up email",
    done: "Email is set up",
    text: "Users then get reset links and invitations by email. Set MAIL_SERVER or RESEND_API_KEY, and start the server again.",
    href: routes.system(),
  },
  invite: {
    title: "Invite users",
    done: "Users are invited",
    text: "Send an invitation, or import your users from another system.",
    href: routes.newUser(),
  },
  backup: {
    title: "Make backups",
    done: "Backups are made",
    text: (
      <>
        Back up the database and <code className="font-mono">secrets.json</code> together: without its secrets, a
        database can’t be read. Latchkey can’t see your backups: hide these steps when you have them.
      </>
    ),
    href: routes.system(),
  },
  "verify-email": {
    title: "Verify your email address",
    done: "Your email address is verified",
    text: "So that links for a new password reach you.",
    href: routes.changeEmail(),
  },
  "two-factor": {
    title: "Set up two-factor authentication",
    done: "Two-factor authentication is on",
    text: "With a code from your phone, a stolen password isn’t enough to log in.",
    href: routes.addAuthenticator(),
  },
};

/** What to do after a set-up or a sign-up, until it is done or put away. */
export function NextSteps({ steps, putAway }: NextStepsProps) {
  const [state, dispatch] = useServerAction(putAway);
  if (steps.length === 0) return null;
  return (
    <section aria-labelledby="next-steps" className="flex flex-col gap-3 rounded-lg bg-accent-soft p-4 sm:p-6">
      <div className="flex items-center justify-between gap-4">
        <h2 id="next-steps" className="text-16 font-semibold">
          Next steps
        </h2>
        <form action={dispatch} className="-mr-4">
          <SubmitButton appearance="quiet" pendingLabel="Hiding…">
            Hide
          </SubmitButton>
        </form>
      </div>
      {state.status === "refused" && <FormOutcome state={state} />}
      <ol className="flex flex-col gap-4">
        {steps.map(({ name, done }) => (
          <Step key={name} text={texts[name]} done={done} />
        ))}
      </ol>
    </section>
  );
}

function Step({ text: { title, done: doneTitle, text, href }, done }: { text: StepText; done: boolean }) {
  if (done) {
    return (
      <li className="flex gap-3 text-muted">
        <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-ok" />
        <p>
          {doneTitle}
          <span className="sr-only"> (done)</span>
        </p>
      </li>
    );
  }
  return (
    <li className="flex gap-3">
      <Circle aria-hidden className="mt-0.5 size-5 shrink-0 text-accent" />
      <div className="flex min-w-0 flex-col">
        <p>
          <InlineLink href={href}>{title}</InlineLink>
        </p>
        <p className="max-w-prose text-14 text-muted">{text}</p>
      </div>
    </li>
  );
}
