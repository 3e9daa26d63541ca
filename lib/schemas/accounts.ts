import { z } from "zod";
import { roles } from "@/lib/domain/users/roles";
import { emailField, fullNameField, newPasswordField, passwordField, usernameField } from "./account-fields";
import { presetSchema } from "./presets";
import { receiptSchema } from "./receipts";
import { otpField, recoveryCodeField } from "./two-factor";

/** Sign-up as the page's form sends it. */
export const signUpSchema = z.object({
  email: emailField,
  username: usernameField.optional(),
  full_name: fullNameField.optional(),
  password: newPasswordField,
});

/** Sign-up over the API. A tutorial's client sends the plain password as `hashed_password`, its known flaw. */
export const signUpRequestSchema = signUpSchema
  .extend({
    password: newPasswordField.optional(),
    hashed_password: newPasswordField
      .optional()
      .meta({ deprecated: true, description: "The plain password, under the name that a tutorial gave it." }),
    invitation_token: z.string().min(1, "Is required").max(200, "Is no token").optional().meta({
      description:
        "From the link of an invitation, whose role the account gets. `email` has to be the address that it is bound to, if it is.",
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
  email: z.string().meta({ example: "ada@example.org" }),
  username: z.string().nullable().meta({ example: "ada" }),
  full_name: z.string().nullable().meta({ example: "Ada Lovelace" }),
  role: z.enum(roles),
  is_active: z.boolean(),
  disabled: z.boolean().meta({ description: "The opposite of `is_active`." }),
  message: z.string().meta({ example: "User created" }),
});

/** A person as they and administrators see them; no secret or hash is ever in a reply. */
export const profileSchema = z
  .strictObject({
    id: z.string(),
    email: z.string(),
    username: z.string().nullable(),
    full_name: z.string().nullable(),
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

/** What a person may change of their own; the email has a flow of its own. */
export const updateProfileSchema = z.object({
  full_name: fullNameField.nullable().optional(),
  username: usernameField.nullable().optional(),
});

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
  receipts: z.array(receiptSchema).meta({ description: "Without the key of their fingerprints." }),
});

export type AccountExport = z.output<typeof accountExportSchema>;
