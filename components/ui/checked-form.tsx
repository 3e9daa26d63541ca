"use client";

import { type FormEvent, type ReactNode, startTransition, useMemo, useState } from "react";
import type { PendingFormName } from "@/lib/domain/sessions/pending-forms";
import { asSentence } from "./as-sentence";
import { type FieldPlans, refusalOf } from "./form-problems";
import type { FormState } from "./form-state";
import { useReturnedState } from "./pending-form";
import { SubmitButton } from "./submit-button";
import { useInBrowser } from "./use-in-browser";
import { useServerAction } from "./use-server-action";

/**
 * A form that the server first checks, then carries out. The server keeps nothing between the two, so both send all of
 * it. A report is hidden once the input changes. `plans` must be a stable object.
 */
export function useCheckedForm<Report, State extends FormState & { report?: Report }>(
  action: (previous: State, form: FormData) => Promise<State>,
  { pendingForm, plans }: { pendingForm: PendingFormName; plans: FieldPlans },
) {
  const [state, dispatch, pending] = useServerAction<State>(action, useReturnedState(pendingForm) as State);
  const [outdated, setOutdated] = useState<State | null>(null);
  const refusal = useMemo(() => refusalOf(state, plans), [state, plans]);
  const isCurrent = state !== outdated;

  function submit(event: FormEvent<HTMLFormElement>): void {
    // Dispatched by hand, because React would reset the form and clear a chosen file.
    event.preventDefault();
    if (pending) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget, submitter);
    setOutdated(null);
    startTransition(() => dispatch(form));
  }

  return {
    state,
    report: isCurrent ? state.report : undefined,
    problems: isCurrent ? refusal : null,
    pending,
    errorOf: (name: string): string | undefined => {
      const error = isCurrent && state.status === "refused" ? state.fieldErrors[name] : undefined;
      return error && asSentence(error);
    },
    /** The input isn't what was checked any more. */
    outdate: () => setOutdated(state),
    attributes: { action: dispatch, onSubmit: submit },
  };
}

type CheckedInputProps = {
  /** What was checked; null before. */
  summary: ReactNode | null;
  /** Such as "Change file or options". */
  changeLabel: string;
  children: ReactNode;
};

/** The fields of a checked form, folded once they are checked, so that the report comes first. */
export function CheckedInput({ summary, changeLabel, children }: CheckedInputProps) {
  // Without JavaScript a file has to be chosen again.
  const isFolded = useInBrowser() && summary !== null;
  return (
    <details open={!isFolded}>
      <summary
        className={
          isFolded
            ? "flex min-h-8 list-none flex-wrap items-center justify-between gap-x-4 text-14 [&::-webkit-details-marker]:hidden"
            : "hidden"
        }
      >
        <span className="wrap-anywhere">{summary}</span>
        <span className="font-medium text-accent underline underline-offset-4">{changeLabel}</span>
      </summary>
      <div className="flex flex-col gap-4">{children}</div>
    </details>
  );
}

type CheckedButtonsProps = {
  /** The button's label before the first check. */
  checkLabel: string;
  isChecked: boolean;
  /** What can be done with the checked input; null when there is nothing to do. */
  next: { step: string; label: string; pendingLabel: string } | null;
  pending: boolean;
};

/** The buttons of a checked form: the check, and what follows once there is something to do. The field `step` tells them apart. */
export function CheckedButtons({ checkLabel, isChecked, next, pending }: CheckedButtonsProps) {
  return (
    <>
      {next !== null && (
        <SubmitButton name="step" value={next.step} pending={pending} pendingLabel={next.pendingLabel}>
          {next.label}
        </SubmitButton>
      )}
      <SubmitButton
        name="step"
        value="check"
        pending={pending}
        pendingLabel="Checking…"
        appearance={next === null ? "primary" : "secondary"}
      >
        {isChecked ? "Check again" : checkLabel}
      </SubmitButton>
    </>
  );
}
