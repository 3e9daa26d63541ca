import type { FieldPlan } from "@/components/ui/form-problems";
import { normalizeOneTimeCode } from "@/lib/domain/two-factor/one-time-code";
import { recoveryCodeProblem } from "@/lib/domain/two-factor/recovery-code";

// Malformed codes are refused here, before they use an attempt.

export const codePlan: FieldPlan = {
  label: "Code",
  findProblem: (text) => {
    if (text.trim() === "") return "Enter the code from your authenticator app.";
    return normalizeOneTimeCode(text) === null ? "Enter 6 digits." : null;
  },
  forget: true,
};

export const recoveryCodePlan: FieldPlan = {
  label: "Recovery code",
  findProblem: (text) => {
    if (text.trim() === "") return "Enter one of your recovery codes.";
    return recoveryCodeProblem(text);
  },
};

/** The form fields that can hold the second factor. */
export type SecondFactorField = "otp" | "recovery_code";
