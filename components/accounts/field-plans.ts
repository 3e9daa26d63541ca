import type { FieldPlan } from "@/components/ui/form-problems";
import { normalizeEmail } from "@/lib/domain/accounts/email-address";
import { normalizeMailedCode } from "@/lib/domain/accounts/mailed-code";
import { findPasswordLengthProblem } from "@/lib/domain/accounts/password-length";
import { normalizeUsername } from "@/lib/domain/accounts/username";

// They call the domain's rules, as the server's schemas do. The schemas would make the bundle too large.

export const emailPlan: FieldPlan = {
  label: "Email address",
  findProblem: (text) => {
    if (text.trim() === "") return "Enter your email address.";
    return normalizeEmail(text) === null ? "Enter an address such as ada@example.org." : null;
  },
};

export const usernamePlan: FieldPlan = {
  label: "Username",
  findProblem: (text) => {
    if (text === "" || normalizeUsername(text) !== null) return null;
    return "Use 3 to 32 characters: a–z, 0–9, dot, underscore, hyphen.";
  },
};

export const fullNamePlan: FieldPlan = { label: "Full name" };

export function newPasswordPlan(min: number): FieldPlan {
  return {
    label: "Password",
    findProblem: (text) => (text === "" ? "Enter a password." : findPasswordLengthProblem(text, min)),
  };
}

export const mailedCodePlan: FieldPlan = {
  label: "Code from the email",
  findProblem: (text) => (normalizeMailedCode(text) === null ? "Enter the 8 digits from the email." : null),
};

/** On a server that sends no mail. */
export const givenCodePlan: FieldPlan = {
  label: "Code from the administrator",
  findProblem: (text) => (normalizeMailedCode(text) === null ? "Enter the 8 digits from the administrator." : null),
};

export const currentPasswordPlan: FieldPlan = {
  label: "Password",
  findProblem: (text) => (text === "" ? "Enter your password." : null),
  forget: true,
};
