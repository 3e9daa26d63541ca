import { z } from "zod";
import { roles } from "@/lib/domain/users/roles";
import {
  newPasswordField,
  newProfileFields,
  ownProfileChanges,
  passwordField,
  profileViewFields,
} from "./account-fields";
import { presetSchema } from "./presets";
import { receiptSchema } from "./receipts";
import { otpField, recoveryCodeField } from "./two-factor";

/** Sign-up as the page's form sends it. */
export const signUpSchema = z.object({
  ...newProfileFields,
  password: newPasswordField,
});

/** Sign-up over the API. Clients of one tutorial send the plain password as `hashed_password`. */
export const signUpRequestSchema = signUpSchema
  .extend({
    password: newPasswordField.optional(),
    hashed_password: newPasswordField
      .optional()
      .meta({ deprecated: true, description: "The older name of `password`: the password itself, not a hash." }),
    invitation_token: z.string().min(1, "Is required").max(200, "Must be a token").optional().meta({
      description:
        "The token in an invitation link. The account gets the role of the invitation. `email` has to match the invited address, if there is one.",
    }),
  })
  .transform(({ password, hashed_password, ...rest }, context): SignUpRequest => {
    const given = password ?? hashed_password;
    if (given !== undefined) return { ...rest, password: given };
    context.addIssue({ code: "custom", path: ["password"], message: "Is required" });
    return z.NEVER;
  });

export const signedUpSchema = z.strictObject({
  id: z.string().meta({ description: "UUIDv7; never reused.", example: "0196b3f2-7c1e-7d3a-9f10-2b6f0c5d8e41" }),
  user_id: z.string().meta({ description: "The same as `id`." }),
  ...profileViewFields,
  role: z.enum(roles),
  is_active: z.boolean(),
  disabled: z.boolean().meta({ description: "The opposite of `is_active`." }),
  message: z.string().meta({ example: "User created" }),
});

/** A user's own profile. No reply holds a secret or a hash. */
export const profileSchema = z
  .strictObject({
    id: z.string(),
    ...profileViewFields,
    role: z.enum(roles),
    is_active: z.boolean(),
    disabled: z.boolean(),
    email_verified: z.boolean(),
    two_factor_enabled: z.boolean(),
    must_change_password: z.boolean(),
    password_changed_at: z.iso.datetime(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: "Profile" });

/** A user changes the email in a separate flow, because the new address has to be verified. */
export const updateProfileSchema = z.object(ownProfileChanges);

export const changePasswordSchema = z.object({
  current_password: passwordField,
  new_password: newPasswordField,
});

export const reauthenticateSchema = z.object({
  password: passwordField,
  otp: otpField.optional(),
  recovery_code: recoveryCodeField.optional(),
});

export const messageSchema = z.strictObject({ message: z.string() });

export type SignUpInput = z.output<typeof signUpSchema>;
export type SignUpRequest = SignUpInput & { invitation_token?: string | undefined };
export type SignedUp = z.output<typeof signedUpSchema>;
export type Profile = z.output<typeof profileSchema>;
export type UpdateProfileInput = z.output<typeof updateProfileSchema>;
export type ChangePasswordInput = z.output<typeof changePasswordSchema>;
export type ReauthenticateInput = z.output<typeof reauthenticateSchema>;
export type Message = z.output<typeof messageSchema>;

export const accountExportSchema = z.strictObject({
  exported_at: z.iso.datetime(),
  profile: profileSchema,
  sessions: z.array(
    z.strictObject({
      kind: z.enum(["browser", "api"]),
      address: z.string().nullable(),
      user_agent: z.string().nullable(),
      created_at: z.iso.datetime(),
      last_seen_at: z.iso.datetime(),
    }),
  ),
  activity: z.array(
    z.strictObject({
      at: z.iso.datetime(),
      action: z.string(),
      description: z.string(),
      outcome: z.enum(["success", "failure"]),
      address: z.string().nullable(),
      user_agent: z.string().nullable(),
    }),
  ),
  presets: z.array(presetSchema),
  receipts: z.array(receiptSchema).meta({ description: "Without the fingerprint key." }),
});

export type AccountExport = z.output<typeof accountExportSchema>;
