"use client";

import { useEffect, useState } from "react";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormState } from "@/components/ui/form-state";
import { joinClasses } from "@/components/ui/join-classes";
import { SubmitButton } from "@/components/ui/submit-button";
import { useInBrowser } from "@/components/ui/use-in-browser";

type ResendFormProps = {
  dispatch: (form: FormData) => void;
  /** The result of the last request; each new object restarts the wait. */
  state: FormState;
  email?: string | undefined;
  /** Before the first request in this page, since when the wait counts. */
  secondsSinceRequest?: number;
  label: string;
  /** False where the page already shows it. */
  showOutcome?: boolean;
};

// Longer than an email usually takes; the limit is 3 an hour for one address.
const WAIT_SECONDS = 60;

/** Sends the email again, after a visible wait. Without JavaScript there is no wait. */
export function ResendForm({
  dispatch,
  state,
  email,
  secondsSinceRequest = 0,
  label,
  showOutcome = true,
}: ResendFormProps) {
  const secondsLeft = useWait(state, Math.max(0, WAIT_SECONDS - secondsSinceRequest));
  return (
    <form action={dispatch} className="flex flex-col items-start gap-3">
      {showOutcome && <FormOutcome state={state} />}
      {email !== undefined && <input type="hidden" name="email" value={email} />}
      <SubmitButton
        appearance="link"
        pending={secondsLeft > 0}
        className={joinClasses(secondsLeft > 0 && "text-muted!", secondsLeft > 0 && "no-underline!")}
        pendingLabel={
          secondsLeft > 0 ? (
            <span className="tabular-nums">
              {label} in {secondsLeft} s
            </span>
          ) : (
            "Sending…"
          )
        }
      >
        {label}
      </SubmitButton>
    </form>
  );
}

function useWait(request: object, firstSeconds: number): number {
  const [first] = useState({ request, secondsLeft: firstSeconds });
  const [wait, setWait] = useState(first);
  const inBrowser = useInBrowser();

  useEffect(() => {
    const seconds = request === first.request ? first.secondsLeft : WAIT_SECONDS;
    const until = Date.now() + seconds * 1000;
    const timer = setInterval(() => {
      const secondsLeft = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      setWait({ request, secondsLeft });
      if (secondsLeft === 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [request, first]);

  if (!inBrowser) return 0;
  return wait.request === request ? wait.secondsLeft : WAIT_SECONDS;
}
