import type { FormState } from "./form-state";

export type FieldPlan = {
  label: string;
  /** What is wrong with the text, as a sentence, or null. The server has the last word. */
  findProblem?: (value: string) => string | null;
  /** Emptied when the form is refused, as a wrong password is. */
  forget?: boolean;
};

export type FieldPlans = Record<string, FieldPlan>;

/** Why a form was not accepted: a sentence, and the fields to mend if there are any. */
export type FormProblems = { message: string; fields: FieldProblem[] };

export type FieldProblem = { name: string; label: string; message: string };

/** The refusals of single fields, as sentences; those of fields that the form does not have are left out. */
export function refusedFields(state: FormState, plans: FieldPlans): FieldProblem[] {
  return state.status === "refused" ? describeFields(state.fieldErrors, plans) : [];
}

/** What a refusal by the server comes to, or null when there was none. */
export function refusalOf(state: FormState, plans: FieldPlans): FormProblems | null {
  if (state.status !== "refused") return null;
  const fields = refusedFields(state, plans);
  if (fields.length > 0) return { message: inviteToMend(fields.length), fields };
  const reference =
    state.code === "internal" && state.requestId !== undefined ? ` Its request id is ${state.requestId}.` : "";
  return { message: asSentence(state.message) + reference, fields: [] };
}

/** The same for what was found before anything was sent. */
export function problemsIn(messages: Record<string, string | undefined>, plans: FieldPlans): FormProblems {
  const fields = describeFields(messages, plans);
  return { message: inviteToMend(fields.length), fields };
}

// In the order in which the fields stand, which is the order in which they will be mended.
function describeFields(messages: Record<string, string | undefined>, plans: FieldPlans): FieldProblem[] {
  return Object.entries(plans).flatMap(([name, { label }]) => {
    const message = messages[name];
    return message === undefined ? [] : [{ name, label, message: asSentence(message) }];
  });
}

function inviteToMend(count: number): string {
  return count === 1 ? "One field needs another look." : `${count} fields need another look.`;
}

/** With a full stop, which messages that are also read by programs go without. */
export function asSentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
