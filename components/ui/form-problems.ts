import { asSentence } from "./as-sentence";
import type { FormState } from "./form-state";
import { isUnanswered } from "./use-server-action";

export type FieldPlan = {
  label: string;
  /** The problem as a sentence, or null. The server checks again. */
  findProblem?: (value: string) => string | null;
  /** Clear the field when the form is refused, for example a wrong password. */
  forget?: boolean;
};

export type FieldPlans = Record<string, FieldPlan>;

/** Why a form was refused: a message and the invalid fields, if any. */
export type FormProblems = {
  message: string;
  fields: FieldProblem[];
  /** The field that was emptied, where the message is about no field of its own. */
  emptied?: string;
  /** The refusal, while `fields` are only those that aren't mended yet. */
  of?: FormProblems;
};

export type FieldProblem = { name: string; label: string; message: string };

/** The field errors of the fields that the form has. */
export function refusedFields(state: FormState, plans: FieldPlans): FieldProblem[] {
  return state.status === "refused" ? describeFields(state.fieldErrors, plans) : [];
}

/** The server's refusal, or null if there was none. */
export function refusalOf(state: FormState, plans: FieldPlans): FormProblems | null {
  if (state.status !== "refused") return null;
  const fields = refusedFields(state, plans);
  if (fields.length > 0) return { message: countProblems(fields.length), fields };
  const reference =
    state.code === "internal" && state.requestId !== undefined ? ` Request ID: ${state.requestId}.` : "";
  const message = asSentence(state.message) + reference;
  const emptied = isUnanswered(state) ? undefined : Object.keys(plans).find((name) => plans[name]?.forget);
  return { message, fields: [], ...(emptied !== undefined && { emptied }) };
}

/** The same for problems found before the form is sent. */
export function problemsIn(messages: Record<string, string | undefined>, plans: FieldPlans): FormProblems {
  const fields = describeFields(messages, plans);
  return { message: countProblems(fields.length), fields };
}

/** What is left of a refusal when some of its fields are mended. */
export function leftOf(refusal: FormProblems | null, isOpen: (name: string) => boolean): FormProblems | null {
  if (refusal === null || refusal.fields.length === 0) return refusal;
  const fields = refusal.fields.filter(({ name }) => isOpen(name));
  return { ...refusal, message: countProblems(fields.length), fields, of: refusal };
}

// In the order of the fields in the form.
function describeFields(messages: Record<string, string | undefined>, plans: FieldPlans): FieldProblem[] {
  return Object.entries(plans).flatMap(([name, { label }]) => {
    const message = messages[name];
    return message === undefined ? [] : [{ name, label, message: asSentence(message) }];
  });
}

function countProblems(count: number): string {
  return count === 1 ? "There is one problem:" : `There are ${count} problems:`;
}
