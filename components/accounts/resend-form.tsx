"use client";

import { useEffect, useState } from "react";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormState } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { useInBrowser } from "@/components/ui/use-in-browser";

type ResendFormProps = {
  dispatch: (form: FormData) => void;
  /** What the last mail came to; each new object starts the wait anew. */
  state: FormState;
  email?: string | undefined;
  /** False where the page already says it. */
  saysOutcome?: boolean;
};

// Longer than mail usually takes; three an hour are sent to one address.
const WAIT_SECONDS = 60;

/** Asks for the mail again, after a wait that is shown. Without JavaScript it can be pressed at any time. */
export function ResendForm({ dispatch, state, email, saysOutcome = true }: ResendFormProps) {
  const secondsLeft = useWait(state);
  return (
    <form action={dispatch} className="flex flex-col items-start gap-3">
      {saysOutcome && <FormOutcome state={state} />}
      {email !== undefined && <input type="hidden" name="email" value={email} />}
      <SubmitButton
        appearance="secondary"
        pending={secondsLeft > 0}
        pendingLabel={
          secondsLeft > 0 ? <span className="tabular-nums">Send again in {secondsLeft} s</span> : "Sending…"
        }
      >
        Send again
      </SubmitButton>
    </form>
  );
}

function useWait(occasion: object): number {
  const [wait, setWait] = useState({ occasion, secondsLeft: WAIT_SECONDS });
  const inBrowser = useInBrowser();

  useEffect(() => {
    const until = Date.now() + WAIT_SECONDS * 1000;
    const timer = setInterval(() => {
      const secondsLeft = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      setWait({ occasion, secondsLeft });
      if (secondsLeft === 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [occasion]);

  if (!inBrowser) return 0;
  return wait.occasion === occasion ? wait.secondsLeft : WAIT_SECONDS;
}
