import type { ActionState } from "@/lib/action-state";

/** An action's result with the submitted values, which a page load without JavaScript would lose. */
export type FormState = ActionState & { values?: Record<string, string> };

export type FormStateAction = (previous: FormState, form: FormData) => Promise<FormState>;

type Action = (previous: ActionState, form: FormData) => Promise<ActionState>;

/**
 * Returns the named fields when the form is refused, or `always`, for a step that needs them again.
 * The names are an allowlist, so that no password is echoed.
 */
export function keepValues(action: Action, names: readonly string[], { always = false } = {}): FormStateAction {
  return async (previous, form) => {
    const state = await action(previous, form);
    return always || state.status === "refused" ? { ...state, values: readValues(form, names) } : state;
  };
}

function readValues(form: unknown, names: readonly string[]): Record<string, string> {
  // A client can send any value; the action has refused it.
  if (!(form instanceof FormData)) return {};
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = form.get(name);
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}
