import { z } from "zod";
import { emailField, newPasswordField, passwordField } from "./account-fields";
import { otpField, recoveryCodeField } from "./two-factor";

const tokenField = z.string().min(1, "Is required").max(200).meta({ description: "The token in the mailed link." });

export const requestPasswordResetSchema = z.object({ email: emailField });

/** As the page sends it. The token is in a cookie. */
export const newPasswordSchema = z.object({
  otp: otpField.optional(),
  recovery_code: recoveryCodeField.optional(),
  new_password: newPasswordField,
});

export const resetPasswordSchema = newPasswordSchema.extend({ token: tokenField });

/** The short code in a mail, valid only in the browser that requested it. */
export const mailedCodeSchema = z.object({
  code: z
    .string()
    .min(1, "Is required")
    .max(64, "Must be 8 digits")
    .meta({ description: "The 8 digits in the mail. Spaces are ignored.", example: "4829 1357" }),
});

export const mailedTokenSchema = z.object({ token: tokenField });

/** In another browser than the one that signed up, verifying the address needs the password too. */
export const confirmSignUpSchema = z.object({ password: passwordField.optional() });

export const changeEmailSchema = z.object({ email: emailField });

/** The reply to a sign-up whose address has to be verified; the same whether or not the address is taken. */
export const signUpPendingSchema = z.strictObject({
  message: z.string().meta({ example: "Check your inbox. We sent a link to verify your address." }),
});

export type RequestPasswordResetInput = z.output<typeof requestPasswordResetSchema>;
export type ResetPasswordInput = z.output<typeof resetPasswordSchema>;
export type MailedCodeInput = z.output<typeof mailedCodeSchema>;
export type ChangeEmailInput = z.output<typeof changeEmailSchema>;
