import type { ActionState } from "@/lib/action-state";

/** An action's answer, with what was typed: a browser without JavaScript would lose it with the page. */
export type FormState = ActionState & { values?: Record<string, string> };

export type FormStateAction = (previous: FormState, form: FormData) => Promise<FormState>;

type Action = (previous: ActionState, form: FormData) => Promise<ActionState>;

/**
 * Gives the named fields back when the form is refused; `always` also when it is accepted, for a step that needs them again.
 * They are named one by one, so that no password is echoed.
 */
export function keepValues(action: Action, names: readonly string[], { always = false } = {}): FormStateAction {
  return async (previous, form) => {
    const state = await action(previous, form);
    return always || state.status === "refused" ? { ...state, values: readValues(form, names) } : state;
  };
}

function readValues(form: unknown, names: readonly string[]): Record<string, string> {
  // Whatever a client encodes arrives here; the action has refused it.
  if (!(form instanceof FormData)) return {};
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = form.get(name);
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}
