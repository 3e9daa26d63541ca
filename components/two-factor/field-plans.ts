import type { FieldPlan } from "@/components/ui/form-problems";
import { normalizeOneTimeCode } from "@/lib/domain/two-factor/one-time-code";
import { normalizeRecoveryCode, RECOVERY_CODE_LENGTH } from "@/lib/domain/two-factor/recovery-code";

// What can't be a code is said here, before it costs one of the few attempts.

export const codePlan: FieldPlan = {
  label: "Code",
  findProblem: (text) => {
    if (text.trim() === "") return "Enter the code that your authenticator app shows.";
    return normalizeOneTimeCode(text) === null ? "Enter six digits." : null;
  },
  forget: true,
};

export const recoveryCodePlan: FieldPlan = {
  label: "Recovery code",
  findProblem: (text) => {
    if (text.trim() === "") return "Enter one of your recovery codes.";
    return normalizeRecoveryCode(text) === null ? `Enter ${RECOVERY_CODE_LENGTH} letters and digits.` : null;
  },
};

/** What answers where a second factor is asked for, each by a field of this name. */
export type SecondFactorField = "otp" | "recovery_code";
