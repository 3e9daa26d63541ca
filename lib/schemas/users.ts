import { z } from "zod";
import { roles, userStatuses, type Role } from "@/lib/domain/users/roles";
import { newPasswordField, newProfileFields, profileChanges, profileViewFields } from "./account-fields";
import { idField, integerField, momentField } from "./common";

/** Any text is accepted as an id: an unknown one is not found. */
export const userIdSchema = z.object({
  id: idField.meta({ description: "A user's id.", example: "0196b3f2-7c1e-7d3a-9f10-2b6f0c5d8e41" }),
});

export const roleField = z
  .enum([...roles, "member"])
  .transform((role): Role => (role === "member" ? "user" : role))
  .meta({ description: "`member` is another name for `user`." });

const filterFields = {
  q: z.string().max(200).optional().meta({
    description:
      "Search words. Each one has to be part of the name, username, address or id; one of one or two characters has to be the start of a word in it.",
    example: "ada love",
  }),
  role: roleField.optional(),
  status: z.enum(userStatuses).optional().meta({ description: "By default all users except deleted ones." }),
  two_factor: z.boolean().optional().meta({ description: "Whether two-factor authentication is on." }),
  verified: z.boolean().optional().meta({ description: "Whether the email address is verified." }),
  last_seen_from: momentField.optional().meta({ description: "Last logged in at this time or later." }),
  last_seen_before: momentField.optional().meta({ description: "Last logged in before this time." }),
  never_seen: z.boolean().optional().meta({ description: "Whether the user has never logged in." }),
  has_password: z
    .boolean()
    .optional()
    .meta({ description: "Whether the account has a password. An imported account may have none." }),
  invited: z
    .boolean()
    .optional()
    .meta({ description: "Whether the account has a valid invitation to set its first password." }),
};

/** Strict, unlike the list: a misspelt name would match all users. */
export const userFilterSchema = z.strictObject(filterFields);

export const USER_PAGE_MAX = 100;
/** Later rows need `cursor`. */
export const USER_OFFSET_MAX = 10_000;

export const userSortNames = ["name", "username", "email", "created", "last_sign_in"] as const;

export const listUsersSchema = z.object({
  ...filterFields,
  sort: z.enum(userSortNames).default("created"),
  direction: z.enum(["asc", "desc"]).optional().meta({ description: "By default names ascend and times descend." }),
  size: integerField(1, USER_PAGE_MAX).default(25).meta({ description: "Rows on a page.", example: 25 }),
  page: integerField(1, USER_OFFSET_MAX)
    .default(1)
    .meta({ description: `From 1, up to the first ${USER_OFFSET_MAX} users. Use \`cursor\` for later pages.` }),
  cursor: z
    .string()
    .max(600)
    .optional()
    .meta({ description: "`next` of the previous page. Continues there even if users were added or removed since." }),
});

export const userSchema = z
  .strictObject({
    id: z.string(),
    ...profileViewFields,
    role: z.enum(roles),
    status: z.enum(userStatuses),
    is_active: z.boolean(),
    disabled: z.boolean().meta({ description: "The opposite of `is_active`." }),
    two_factor_enabled: z.boolean(),
    email_verified: z.boolean().meta({ description: "Whether the email address is verified." }),
    must_change_password: z.boolean(),
    created_at: z.iso.datetime(),
    last_sign_in_at: z.iso.datetime().nullable(),
    deleted_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "User" });

export const userListSchema = z
  .strictObject({
    items: z.array(userSchema),
    total: z.int().meta({ description: "Number of matching users; a minimum if `total_is_exact` is false." }),
    total_is_exact: z.boolean().meta({ description: "True up to 10,000 matches." }),
    page: z.int(),
    size: z.int(),
    next: z.string().nullable().meta({ description: "The `cursor` of the next page; null on the last one." }),
  })
  .meta({ id: "UserList" });

/** For pickers: enough of a user to recognise them. */
export const findUsersSchema = z.object({ q: z.string().trim().min(1).max(200) });
export type FoundUsers = {
  items: Pick<z.output<typeof userSchema>, "id" | "email" | "username" | "full_name" | "status">[];
};

export const userDetailSchema = userSchema
  .extend({
    password_changed_at: z.iso.datetime().nullable().meta({
      description: "When the password was set, here or by the import; null while the user has none.",
    }),
    frozen_until: z.iso.datetime().nullable().meta({
      description: 'Sensitive changes by the user are refused until then, after "This wasn\'t me"; null otherwise.',
    }),
    two_factor_since: z.iso.datetime().nullable(),
    sessions: z.int().meta({ description: "How many sessions of browsers and programs are active." }),
    may: z
      .array(z.string())
      .meta({ description: "What you may do with this account.", example: ["disable", "end-sessions"] }),
  })
  .meta({ id: "UserDetail" });

export const createUserSchema = z
  .object({
    ...newProfileFields,
    role: roleField.optional(),
    password: newPasswordField.optional().meta({
      description:
        "A temporary password, to be changed at the first log-in. Without it a password is generated and shown once, in the reply.",
    }),
    hashed_password: newPasswordField
      .optional()
      .meta({ deprecated: true, description: "The older name of `password`: the password itself, not a hash." }),
  })
  .transform(({ hashed_password, password, ...rest }) => ({ ...rest, password: password ?? hashed_password }));

export const createdUserSchema = userSchema.extend({
  user_id: z.string().meta({ description: "The same as `id`." }),
  temporary_password: z
    .string()
    .optional()
    .meta({ description: "Shown once. It has to be changed at the first log-in." }),
  message: z.string().meta({ example: "User created" }),
});

export const updateUserSchema = z
  .object({
    ...profileChanges,
    role: roleField.optional(),
    disabled: z.boolean().optional().meta({ description: "True ends all sessions at once." }),
    is_active: z.boolean().optional().meta({ description: "The opposite of `disabled`." }),
  })
  .transform(({ is_active, disabled, ...rest }, context) => {
    if (disabled !== undefined && is_active !== undefined && disabled === is_active) {
      context.addIssue({ code: "custom", path: ["is_active"], message: "Contradicts disabled" });
      return z.NEVER;
    }
    return { ...rest, disabled: disabled ?? (is_active === undefined ? undefined : !is_active) };
  });

export const resetTwoFactorSchema = z.object({
  reason: z
    .string()
    .max(1000, "Must be at most 500 characters")
    .transform((text) => text.trim().normalize("NFC"))
    .refine((text) => text.length > 0, "Is required")
    .refine((text) => [...text].length <= 500, "Must be at most 500 characters")
    .meta({
      description: "The reason, for the audit log: how you verified the user's identity.",
      example: "Lost phone; verified by a call to the number on file.",
    }),
});

export const resetLinkSchema = z
  .strictObject({
    message: z.string(),
    link: z.string().meta({ description: "Shown once." }),
    minutes: z.int().meta({ description: "How long the link is valid." }),
  })
  .meta({ id: "ResetLink" });

export type UserFilterInput = z.output<typeof userFilterSchema>;
export type ListUsersInput = z.output<typeof listUsersSchema>;
export type UserView = z.output<typeof userSchema>;
export type UserList = z.output<typeof userListSchema>;
export type UserDetail = z.output<typeof userDetailSchema>;
export type CreateUserInput = z.output<typeof createUserSchema>;
export type CreatedUser = z.output<typeof createdUserSchema>;
export type UpdateUserInput = z.output<typeof updateUserSchema>;
export type ResetLink = z.output<typeof resetLinkSchema>;

/** An account without a password, with the pending invitation to set one. */
export type FirstPassword = { invitation: { id: string; expires_at: string } | null };
