import { z } from "zod";
import { emailField, newPasswordField, passwordField } from "./account-fields";
import { otpField, recoveryCodeField } from "./two-factor";

const tokenField = z.string().min(1, "Is required").max(200).meta({ description: "From the link in the mail." });

export const requestPasswordResetSchema = z.object({ email: emailField });

/** The reset as the page sends it; what the link gave is in a cookie. */
export const newPasswordSchema = z.object({
  otp: otpField.optional(),
  recovery_code: recoveryCodeField.optional(),
  new_password: newPasswordField,
});

export const resetPasswordSchema = newPasswordSchema.extend({ token: tokenField });

/** The short code of a mail, typed into the browser that asked. */
export const mailedCodeSchema = z.object({
  code: z
    .string()
    .min(1, "Is required")
    .max(64, "Must be eight digits")
    .meta({ description: "The eight digits in the mail; spaces are fine.", example: "4829 1357" }),
});

export const mailedTokenSchema = z.object({ token: tokenField });

/** A sign-up is confirmed by the browser that asked, or by whoever knows its password as well. */
export const confirmSignUpSchema = z.object({ password: passwordField.optional() });

export const changeEmailSchema = z.object({ email: emailField });

/** The answer to a sign-up whose address has to be proven first: the same whether it is taken or not. */
export const signUpPendingSchema = z.strictObject({
  message: z.string().meta({ example: "Check your mail: we sent a link and a code to confirm the address." }),
});

export type RequestPasswordResetInput = z.output<typeof requestPasswordResetSchema>;
export type ResetPasswordInput = z.output<typeof resetPasswordSchema>;
export type MailedCodeInput = z.output<typeof mailedCodeSchema>;
export type ChangeEmailInput = z.output<typeof changeEmailSchema>;
