import { z } from "zod";
import { parseEmail, type EmailAddress } from "@/lib/domain/accounts/email-address";
import { normalizePassword } from "@/lib/domain/accounts/normalize-password";
import {
  findPasswordLengthProblem,
  PASSWORD_MAX,
  PASSWORD_MIN,
  PASSWORD_UNITS_MAX,
} from "@/lib/domain/accounts/password-length";
import { normalizeUsername } from "@/lib/domain/accounts/username";
import type { OwnProfileField, ProfileField } from "@/lib/domain/users/profile-fields";

export const emailField = z
  .string()
  .max(320, "Must be at most 320 characters")
  .transform((text, context): EmailAddress => {
    const email = parseEmail(text);
    if (email !== null) return email;
    context.addIssue({ code: "custom", message: "Must be an email address such as ada@example.org" });
    return z.NEVER;
  })
  .meta({
    description: "An email address. Case doesn't matter, and an international domain may be typed as it is read.",
    example: "ada@example.org",
    format: "email",
  });

/** Stored lower-case; without an @, so that an identifier with one is always an email. */
export const usernameField = z
  .string()
  .max(64, "Must be at most 32 characters")
  .transform((text, context): string => {
    const normalized = normalizeUsername(text);
    if (normalized !== null) return normalized;
    context.addIssue({
      code: "custom",
      message: "Must be 3 to 32 characters: a–z, 0–9, dot, underscore, hyphen",
    });
    return z.NEVER;
  })
  .meta({ description: "3 to 32 characters of `a-z 0-9 . _ -`. Upper case becomes lower case.", example: "ada" });

export const fullNameField = z
  .string()
  .max(400, "Must be at most 100 characters")
  .transform((text) => text.trim().normalize("NFC"))
  .refine((text) => [...text].length <= 100, "Must be at most 100 characters")
  .refine((text) => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text), "Must not contain control characters")
  .meta({ description: "Up to 100 characters.", example: "Ada Lovelace" });

/** The profile of a new account. */
export const newProfileFields = {
  email: emailField,
  username: usernameField.optional(),
  full_name: fullNameField.optional(),
} satisfies Record<ProfileField, z.ZodType>;

/** Changes of a user's own profile. */
export const ownProfileChanges = {
  full_name: fullNameField.nullable().optional(),
  username: usernameField.nullable().optional(),
} satisfies Record<OwnProfileField, z.ZodType>;

/** Changes of a profile by an administrator. */
export const profileChanges = {
  ...ownProfileChanges,
  email: emailField.optional(),
} satisfies Record<ProfileField, z.ZodType>;

/** A profile in a reply. */
export const profileViewFields = {
  email: z.string().meta({ example: "ada@example.org" }),
  username: z.string().nullable().meta({ example: "ada" }),
  full_name: z.string().nullable().meta({ example: "Ada Lovelace" }),
} satisfies Record<ProfileField, z.ZodType>;

/** A password to verify, as typed: the hasher normalises it. One above the maximum length is always wrong. */
export const passwordField = z
  .string()
  .min(1, "Is required")
  .max(PASSWORD_UNITS_MAX, `Must be at most ${PASSWORD_MAX} characters`)
  .meta({ description: "Exactly as typed, apart from Unicode forms.", example: "correct horse battery staple" });

/** A password to set, normalised. The service checks it further, because it knows the owner. */
export const newPasswordField = z
  .string()
  .superRefine((password, context) => {
    const problem = findPasswordLengthProblem(password);
    if (problem !== null) context.addIssue({ code: "custom", message: problem });
  })
  .transform(normalizePassword)
  .meta({
    description:
      "8 to 128 characters of any kind, counted after Unicode normalisation (NFC). Refused: common or breached passwords, and your name or address.",
    minLength: PASSWORD_MIN,
    maxLength: PASSWORD_MAX,
    example: "correct horse battery staple",
  });
