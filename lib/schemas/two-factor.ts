import { z } from "zod";
import { AUTHENTICATORS_MAX } from "@/lib/domain/two-factor/two-factor-limits";
import { lineField } from "./common";

/** As typed: spaces are allowed, and what is no code is refused as a wrong one, which counts. */
export const otpField = z
  .string()
  .min(1, "Is required")
  .max(64, "Must be six digits")
  .meta({ description: "The six digits that the authenticator shows; spaces are fine.", example: "123 456" });

export const recoveryCodeField = z.string().min(1, "Is required").max(64, "Must be 24 letters and digits").meta({
  description: "One of the recovery codes, instead of `otp`; each is good once.",
  example: "ABCD-EFGH-IJKL-MNOP-QRST-UVWX",
});

const authenticatorNameField = lineField(50).meta({ description: "Up to 50 characters.", example: "Phone" });

/** The page's step between password and session. */
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
    context.addIssue({ code: "custom", path: ["otp"], message: "Enter the code that your authenticator shows" });
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
    required: z.boolean().meta({ description: "Whether the operator asks this account for a second factor." }),
    authenticators: z.array(authenticatorSchema).meta({ description: `Up to ${AUTHENTICATORS_MAX}.` }),
    pending: z.boolean().meta({ description: "Whether an authenticator is being set up." }),
    recovery_codes: z.strictObject({
      total: z.int(),
      left: z.int(),
      created_at: z.iso.datetime().nullable(),
      saved: z
        .boolean()
        .meta({ description: "Whether one of them was typed back, so that they are known to be kept." }),
    }),
    trusted_browsers: z.int().meta({ description: "How many browsers are not asked for a code at log-in." }),
  })
  .meta({ id: "TwoFactor" });

export const startAuthenticatorSchema = z.object({
  restart: z
    .boolean()
    .optional()
    .meta({ description: "Makes another secret; otherwise the one that is being set up is shown again." }),
});

export const pendingAuthenticatorSchema = z
  .strictObject({
    secret: z.string().meta({ description: "160 random bits in base32, for typing into an app." }),
    key_uri: z.string().meta({
      description: "The `otpauth://` address that the QR code holds.",
      example: "otpauth://totp/Latchkey:ada%40example.org?secret=…&issuer=Latchkey",
    }),
    qr_code: z.string().meta({ description: "The same address as an SVG." }),
  })
  .meta({ id: "PendingAuthenticator" });

export const confirmAuthenticatorSchema = z.object({ otp: otpField, name: authenticatorNameField.optional() });

export const recoveryCodesSchema = z
  .strictObject({
    recovery_codes: z
      .array(z.string())
      .meta({ description: "Shown this once; each is good once.", example: ["ABCD-EFGH-IJKL-MNOP-QRST-UVWX"] }),
  })
  .meta({ id: "RecoveryCodes" });

export const confirmedAuthenticatorSchema = z.strictObject({
  message: z.string(),
  id: z.string(),
  recovery_codes: z
    .array(z.string())
    .optional()
    .meta({ description: "With the first authenticator: the way in without it. Shown this once." }),
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
