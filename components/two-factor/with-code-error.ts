import type { FormState } from "@/components/ui/form-state";

/** Shows a refused code at its field. */
export function withCodeError(state: FormState, form: FormData): FormState {
  if (state.status !== "refused" || !["otp_invalid", "otp_reused", "mfa_required"].includes(state.code)) return state;
  const field = form.has("recovery_code") ? "recovery_code" : "otp";
  return {
    ...state,
    fieldErrors: { [field]: state.code === "mfa_required" ? "Enter a code" : state.message },
  };
}
