import { z } from "zod";
import { RECOVERY_CODE_RULE_IN_FULL } from "@/lib/domain/two-factor/recovery-code";
import { AUTHENTICATORS_MAX } from "@/lib/domain/two-factor/two-factor-limits";
import { lineField } from "./common";

/** As typed, with spaces. An invalid format is refused as a wrong code, so that it counts as an attempt. */
export const otpField = z
  .string()
  .min(1, "Is required")
  .max(64, "Must be 6 digits")
  .meta({ description: "The 6-digit code of the authenticator. Spaces are ignored.", example: "123 456" });

export const recoveryCodeField = z
  .string()
  .min(1, "Is required")
  .max(64, `Must be ${RECOVERY_CODE_RULE_IN_FULL}`)
  .meta({
    description: `A recovery code instead of \`otp\`: ${RECOVERY_CODE_RULE_IN_FULL}. Each is single-use.`,
    example: "7K3M-Q9XT-2HVB-W4NE",
  });

const authenticatorNameField = lineField(50).meta({ description: "Up to 50 characters.", example: "Phone" });

/** The second step of the log-in on the page. */
export const completeLogInSchema = z
  .object({
    otp: otpField.optional(),
    recovery_code: recoveryCodeField.optional(),
    trust_browser: z
      .literal("on")
      .optional()
      .transform((value) => value === "on"),
  })
  .superRefine(({ otp, recovery_code }, context) => {
    if (otp !== undefined || recovery_code !== undefined) return;
    context.addIssue({ code: "custom", path: ["otp"], message: "Enter the code from your authenticator app" });
  });

export const authenticatorSchema = z
  .strictObject({
    id: z.string(),
    name: z.string().meta({ example: "Phone" }),
    created_at: z.iso.datetime(),
    last_used_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "Authenticator" });

export const twoFactorSchema = z
  .strictObject({
    enabled: z.boolean(),
    enabled_since: z.iso.datetime().nullable(),
    required: z
      .boolean()
      .meta({ description: "True if the server requires two-factor authentication for this account." }),
    email_verification_required: z
      .boolean()
      .meta({ description: "True if you have to verify your email address before you can set it up." }),
    authenticators: z.array(authenticatorSchema).meta({ description: `Up to ${AUTHENTICATORS_MAX}.` }),
    pending: z.boolean().meta({ description: "True while an authenticator is being set up." }),
    recovery_codes: z.strictObject({
      total: z.int(),
      left: z.int(),
      created_at: z.iso.datetime().nullable(),
      saved: z.boolean().meta({ description: "True once you confirmed that you saved them, or used one." }),
    }),
    trusted_browsers: z.int().meta({ description: "Number of browsers that need no code at log-in." }),
  })
  .meta({ id: "TwoFactor" });

export const startAuthenticatorSchema = z.object({
  restart: z
    .boolean()
    .optional()
    .meta({ description: "Creates a new secret. Otherwise the same secret is returned again." }),
});

export const pendingAuthenticatorSchema = z
  .strictObject({
    secret: z.string().meta({ description: "160 random bits in base32, to type into an authenticator app." }),
    key_uri: z.string().meta({
      description: "The `otpauth://` URI in the QR code.",
      example: "otpauth://totp/Latchkey:ada%40example.org?secret=…&issuer=Latchkey",
    }),
    qr_code: z.string().meta({ description: "The URI as a QR code, in SVG." }),
  })
  .meta({ id: "PendingAuthenticator" });

export const confirmAuthenticatorSchema = z.object({ otp: otpField, name: authenticatorNameField.optional() });

export const recoveryCodesSchema = z
  .strictObject({
    message: z.string(),
    recovery_codes: z
      .array(z.string())
      .meta({ description: "Shown only once. Each code is single-use.", example: ["7K3M-Q9XT-2HVB-W4NE"] }),
  })
  .meta({ id: "RecoveryCodes" });

export const confirmedAuthenticatorSchema = z.strictObject({
  message: z.string(),
  id: z.string(),
  recovery_codes: z
    .array(z.string())
    .optional()
    .meta({ description: "With the first authenticator only. Shown only once; each code is single-use." }),
});

export const authenticatorIdSchema = z.object({ id: z.uuid() });
export const renameAuthenticatorSchema = z.object({ name: authenticatorNameField });
export const typedRecoveryCodeSchema = z.object({ recovery_code: recoveryCodeField });
export const forgottenBrowsersSchema = z.strictObject({ message: z.string(), forgotten: z.int() });

export type CompleteLogInInput = z.output<typeof completeLogInSchema>;
export type TwoFactor = z.output<typeof twoFactorSchema>;
export type PendingAuthenticator = z.output<typeof pendingAuthenticatorSchema>;
export type ConfirmAuthenticatorInput = z.output<typeof confirmAuthenticatorSchema>;
export type ConfirmedAuthenticator = z.output<typeof confirmedAuthenticatorSchema>;
export type RecoveryCodes = z.output<typeof recoveryCodesSchema>;
