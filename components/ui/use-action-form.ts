"use client";

import { type FocusEvent, type FormEvent, startTransition, useEffect, useEffectEvent, useMemo, useState } from "react";
import { useForm } from "react-hook-form";
import type { PendingFormName } from "@/lib/domain/sessions/pending-forms";
import { asSentence } from "./as-sentence";
import {
  type FieldPlan,
  type FieldPlans,
  type FormProblems,
  leftOf,
  problemsIn,
  refusalOf,
  refusedFields,
} from "./form-problems";
import type { FormState, FormStateAction } from "./form-state";
import { useReturnedState } from "./pending-form";
import { useInBrowser } from "./use-in-browser";
import { isUnanswered, useServerAction } from "./use-server-action";

type Values = Record<string, string>;

type FormOptions = {
  /** The stored values, for a form that edits something. */
  initial?: Values;
  /** The page for the result without JavaScript, if this page wouldn't show the form again. */
  permalink?: string;
  /** For an action that can require re-authentication: fills the form in again when it came back. */
  pendingForm?: PendingFormName;
};

/**
 * A form that also works without JavaScript through its action. With JavaScript, fields are validated on blur and before sending, and
 * the result appears without a page load. `plans` must be a stable object.
 */
export function useActionForm<Name extends string>(
  action: FormStateAction,
  plans: Record<Name, FieldPlan>,
  { initial = {}, permalink, pendingForm }: FormOptions = {},
) {
  const [state, dispatch, pending] = useServerAction<FormState>(action, useReturnedState(pendingForm), permalink);
  const [found, setFound] = useState<{ after: FormState; problems: FormProblems } | null>(null);
  const inBrowser = useInBrowser();
  const refusedErrors = useMemo(() => errorsOf(state, plans), [state, plans]);
  const { register, handleSubmit, trigger, clearErrors, setValue, formState } = useForm<Values>({
    reValidateMode: "onSubmit",
    shouldFocusError: false,
    errors: refusedErrors,
  });
  const { errors } = formState;
  const refusal = useMemo(() => refusalOf(state, plans), [state, plans]);

  const applyResult = useEffectEvent((result: FormState) => {
    for (const [name, { forget = false }] of Object.entries<FieldPlan>(plans)) {
      if (result.status === "refused" && forget && !isUnanswered(result)) setValue(name, "");
      // Show the stored value, which the server may have normalised.
      if (result.status === "done") setValue(name, initial[name] ?? "");
    }
  });
  useEffect(() => applyResult(state), [state]);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    clearErrors();
    // A password manager may have filled the fields without an input event.
    for (const name of Object.keys(plans)) setValue(name, String(form.get(name) ?? ""));
    void handleSubmit(
      () => {
        setFound(null);
        startTransition(() => dispatch(form));
      },
      (wrong) => {
        const messages = Object.fromEntries(Object.entries(wrong).map(([name, error]) => [name, error?.message]));
        setFound({ after: state, problems: problemsIn(messages, plans) });
      },
    )(event);
  }

  function field(name: Name) {
    const { label, findProblem } = plans[name];
    const message = errors[name]?.message;
    const { ref, onChange, onBlur } = register(name, {
      validate: (value = "") => findProblem?.(value) ?? true,
      onChange: () => clearErrors(name),
      onBlur: ({ target, relatedTarget }: FocusEvent<HTMLInputElement>) => {
        // Don't validate an empty field on blur, or when the focus moves to a button: the message would move
        // the button while it is being pressed.
        if (target.value !== "" && relatedTarget instanceof HTMLInputElement) void trigger(name);
      },
    });
    return {
      name,
      ref,
      onChange,
      onBlur,
      label,
      defaultValue: state.values?.[name] ?? initial[name],
      error: message && asSentence(message),
    };
  }

  /** Sets a field's value, for example from a suggestion. */
  function fill(name: Name, value: string): void {
    setValue<string>(name, value);
    clearErrors(name);
  }

  return {
    state,
    pending,
    /** Its refusal is a new object each time, so that the same message is announced again. */
    problems: leftOf(
      found !== null && found.after === state ? found.problems : refusal,
      (name) => errors[name] !== undefined,
    ),
    field,
    fill,
    attributes: { action: dispatch, onSubmit: submit, noValidate: inBrowser },
  };
}

function errorsOf(state: FormState, plans: FieldPlans): Record<string, { type: string; message: string }> {
  return Object.fromEntries(
    refusedFields(state, plans).map(({ name, message }) => [name, { type: "refused", message }]),
  );
}
