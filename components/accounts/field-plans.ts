import type { FieldPlan } from "@/components/ui/form-problems";
import { normalizeEmail } from "@/lib/domain/accounts/email-address";
import { normalizeMailedCode } from "@/lib/domain/accounts/mailed-code";
import { findPasswordLengthProblem } from "@/lib/domain/accounts/password-length";
import { normalizeUsername } from "@/lib/domain/accounts/username";

// The rules are the domain's, which the server's schemas ask too; the schemas themselves are too heavy to send.

export const emailPlan: FieldPlan = {
  label: "E-mail address",
  findProblem: (text) => {
    if (text.trim() === "") return "Enter your e-mail address.";
    return normalizeEmail(text) === null ? "Enter an address such as ada@example.org." : null;
  },
};

export const usernamePlan: FieldPlan = {
  label: "Username",
  findProblem: (text) => {
    if (text === "" || normalizeUsername(text) !== null) return null;
    return "Use 3 to 32 letters a to z, digits, dots, underscores and hyphens.";
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
  label: "Code from the mail",
  findProblem: (text) => (normalizeMailedCode(text) === null ? "Enter the eight digits that the mail shows." : null),
};

export const currentPasswordPlan: FieldPlan = {
  label: "Password",
  findProblem: (text) => (text === "" ? "Enter your password." : null),
  forget: true,
};
