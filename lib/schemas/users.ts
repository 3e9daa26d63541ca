import { z } from "zod";
import { roles, userStatuses, type Role } from "@/lib/domain/users/roles";
import { emailField, fullNameField, newPasswordField, usernameField } from "./account-fields";
import { idField, integerField, momentField } from "./common";

/** Whatever stands in the address: an id that nobody has is not found, whatever it looks like. */
export const userIdSchema = z.object({
  id: idField.meta({ description: "A user's id.", example: "0196b3f2-7c1e-7d3a-9f10-2b6f0c5d8e41" }),
});

export const roleField = z
  .enum([...roles, "member"])
  .transform((role): Role => (role === "member" ? "user" : role))
  .meta({ description: "`member` is another name for `user`." });

const filterFields = {
  q: z.string().max(200).optional().meta({
    description: "Words that names, usernames, addresses or ids begin with; all of them have to be found.",
    example: "ada love",
  }),
  role: roleField.optional(),
  status: z.enum(userStatuses).optional().meta({ description: "Without it all but the deleted ones." }),
  two_factor: z.boolean().optional().meta({ description: "Whether there is a second factor." }),
  verified: z.boolean().optional().meta({ description: "Whether the address is known to be theirs." }),
  last_seen_from: momentField.optional().meta({ description: "Signed in at this moment or later." }),
  last_seen_before: momentField.optional().meta({ description: "Last signed in before this moment." }),
  never_seen: z.boolean().optional().meta({ description: "Whether they never signed in." }),
};

/** Strict, unlike the list: a name that is misspelt would be everybody. */
export const userFilterSchema = z.strictObject(filterFields);

export const USER_PAGE_MAX = 100;
/** Further back only `cursor` leads. */
export const USER_OFFSET_MAX = 10_000;

export const userSortNames = ["name", "username", "email", "created", "last_sign_in"] as const;

export const listUsersSchema = z.object({
  ...filterFields,
  sort: z.enum(userSortNames).default("created"),
  direction: z
    .enum(["asc", "desc"])
    .optional()
    .meta({ description: "Names ascend and times descend where nothing is said." }),
  size: integerField(1, USER_PAGE_MAX).default(25).meta({ description: "How many on a page.", example: 25 }),
  page: integerField(1, USER_OFFSET_MAX)
    .default(1)
    .meta({ description: `From 1, as far as the first ${USER_OFFSET_MAX} people; \`cursor\` leads further.` }),
  cursor: z
    .string()
    .max(600)
    .optional()
    .meta({ description: "`next` of the page before; goes on there, whatever came or went since." }),
});

export const userSchema = z
  .strictObject({
    id: z.string(),
    email: z.string().meta({ example: "ada@example.org" }),
    username: z.string().nullable().meta({ example: "ada" }),
    full_name: z.string().nullable().meta({ example: "Ada Lovelace" }),
    role: z.enum(roles),
    status: z.enum(userStatuses),
    is_active: z.boolean(),
    disabled: z.boolean().meta({ description: "The opposite of `is_active`." }),
    two_factor_enabled: z.boolean(),
    email_verified: z.boolean().meta({ description: "Whether the address is known to be theirs." }),
    must_change_password: z.boolean(),
    created_at: z.iso.datetime(),
    last_sign_in_at: z.iso.datetime().nullable(),
    deleted_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "User" });

export const userListSchema = z
  .strictObject({
    items: z.array(userSchema),
    total: z.int().meta({ description: "How many match; the least that it is where `total_is_exact` is false." }),
    total_is_exact: z.boolean().meta({ description: "True up to 10,000." }),
    page: z.int(),
    size: z.int(),
    next: z.string().nullable().meta({ description: "The `cursor` of the next page; null on the last one." }),
  })
  .meta({ id: "UserList" });

export const userDetailSchema = userSchema
  .extend({
    password_changed_at: z.iso.datetime(),
    two_factor_since: z.iso.datetime().nullable(),
    sessions: z.int().meta({ description: "How many browsers and programs are signed in." }),
    may: z
      .array(z.string())
      .meta({ description: "What whoever asks may do with this account.", example: ["disable", "end-sessions"] }),
  })
  .meta({ id: "UserDetail" });

export const createUserSchema = z
  .object({
    email: emailField,
    username: usernameField.optional(),
    full_name: fullNameField.optional(),
    role: roleField.optional(),
    password: newPasswordField.optional().meta({
      description:
        "Temporary: its owner changes it at the first log-in. Without one a password is made and shown in the reply, this once.",
    }),
    hashed_password: newPasswordField
      .optional()
      .meta({ deprecated: true, description: "The plain password, under the name that a tutorial gave it." }),
  })
  .transform(({ hashed_password, password, ...rest }) => ({ ...rest, password: password ?? hashed_password }));

export const createdUserSchema = userSchema.extend({
  user_id: z.string().meta({ description: "The same as `id`." }),
  temporary_password: z
    .string()
    .optional()
    .meta({ description: "Made here and shown this once; to be changed at the first log-in." }),
  message: z.string().meta({ example: "User created" }),
});

export const updateUserSchema = z
  .object({
    full_name: fullNameField.nullable().optional(),
    username: usernameField.nullable().optional(),
    email: emailField.optional(),
    role: roleField.optional(),
    disabled: z.boolean().optional().meta({ description: "True signs out everywhere at once." }),
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
      description: "Why, for the audit log: how they proved who they are.",
      example: "Lost phone; proved it by a call back to the number on file.",
    }),
});

export const resetLinkSchema = z
  .strictObject({
    message: z.string(),
    link: z.string().meta({ description: "Shown this once." }),
    minutes: z.int().meta({ description: "How long it is good." }),
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
