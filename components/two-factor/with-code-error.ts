import { asSentence } from "@/components/ui/as-sentence";
import type { FormState } from "@/components/ui/form-state";

/** Shows a refused code at its field. */
export function withCodeError(state: FormState, form: FormData): FormState {
  if (state.status !== "refused" || !["otp_invalid", "otp_reused", "mfa_required"].includes(state.code)) return state;
  const field = form.has("recovery_code") ? "recovery_code" : "otp";
  return { ...state, fieldErrors: { [field]: messageFor(state) } };
}

function messageFor({ code, message, attemptsLeft: left }: Extract<FormState, { status: "refused" }>): string {
  if (code === "mfa_required") return "Enter a code";
  if (left === undefined) return message;
  return `${asSentence(message)} ${left === 1 ? "1 attempt left." : `${left} attempts left.`}`;
}
