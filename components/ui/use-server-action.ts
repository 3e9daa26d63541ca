"use client";

import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import { useActionState } from "react";
import { idleActionState } from "@/lib/action-state";
import type { FormState } from "./form-state";

type Refusal = Extract<FormState, { status: "refused" }>;
type ServerAction<State> = (previous: State, form: FormData) => Promise<State>;

/**
 * `useActionState` for an action on the server: a request that gets no answer is a refusal beside the form, not an error
 * page. The form keeps what was typed.
 */
export function useServerAction<State extends FormState>(
  action: ServerAction<State>,
  initial: State | typeof idleActionState = idleActionState,
  permalink?: string,
): [state: State, dispatch: (form: FormData) => void, pending: boolean] {
  // On the server the action stays as it is: only React's own reference works in a form without JavaScript.
  const sent = typeof window === "undefined" ? action : answering(action);
  return useActionState<State, FormData>(sent, initial as Awaited<State>, permalink);
}

/** Whether the refusal is of a request that got no answer, so that nothing that was typed needs to be cleared. */
export function isUnanswered(state: FormState): boolean {
  return state.status === "refused" && state.code === "unavailable" && state.requestId === undefined;
}

/** The refusal for a request that got no answer. */
export function unanswered(error: unknown): Refusal {
  return { status: "refused", code: "unavailable", message: messageFor(error), fieldErrors: {} };
}

function messageFor(error: unknown): string {
  if (unstable_isUnrecognizedActionError(error))
    return "This page is out of date, because the server was updated. Reload it.";
  if (!navigator.onLine) return "You seem to be offline. Try again.";
  // fetch() throws it in every browser.
  if (error instanceof TypeError) return "The server couldn’t be reached. Try again.";
  return "The server gave no answer that this page understands. Try again.";
}

function answering<State extends FormState>(action: ServerAction<State>): ServerAction<State> {
  return async (previous, form) => {
    try {
      return await action(previous, form);
    } catch (error) {
      // Next throws to redirect; an error with a digest is one that the server reported.
      unstable_rethrow(error);
      if (error instanceof Error && "digest" in error) throw error;
      // React clears the fields of a form that it sent itself.
      return { ...previous, ...unanswered(error), values: valuesIn(form) };
    }
  };
}

/** In this page's memory only, and without secrets, because React sends the last state with the next request. */
function valuesIn(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value !== "string" || /^\$|password|otp|code|token|secret/i.test(name) ? [] : [[name, value]],
    ),
  );
}
