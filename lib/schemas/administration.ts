import { z } from "zod";
import { roles } from "@/lib/domain/users/roles";
import { emailField, fullNameField, usernameField } from "./account-fields";
import { auditLogQuerySchema } from "./audit-log";
import { listUsersSchema, resetTwoFactorSchema, userIdSchema } from "./users";

// What the pages of administration send and have in their addresses, where that differs from the API: a form knows no
// moments with a time zone, and names the account besides what changes.

/** When somebody signed in last, as a person would ask for it. */
export const seenNames = ["7d", "30d", "not-30d", "not-90d", "not-1y", "never"] as const;

export const usersPageSchema = listUsersSchema
  .omit({ last_seen_from: true, last_seen_before: true, never_seen: true })
  .extend({ seen: z.enum(seenNames).optional() });

const dayField = z.iso.date("Must be a day such as 2026-01-31");

export const auditLogPageSchema = auditLogQuerySchema.omit({ from: true, to: true }).extend({ from: dayField.optional(), to: dayField.optional() });

export const userProfileFormSchema = userIdSchema.extend({ full_name: fullNameField.optional(), username: usernameField.optional() });
export const userEmailFormSchema = userIdSchema.extend({ email: emailField });
// A button says what it does by what it sends.
const switchField = z.enum(["true", "false"]).transform((text) => text === "true");

export const userStatusFormSchema = userIdSchema.extend({ disabled: switchField });
export const userDeletionFormSchema = userIdSchema.extend({ deleted: switchField });
export const userRoleFormSchema = userIdSchema.extend({ role: z.enum(roles) });
export const resetTwoFactorFormSchema = userIdSchema.extend(resetTwoFactorSchema.shape);
export const newUserFormSchema = z.object({ email: emailField, full_name: fullNameField.optional(), username: usernameField.optional(), role: z.enum(roles).optional() });

export type UsersPageQuery = z.output<typeof usersPageSchema>;
export type AuditLogPageQuery = z.output<typeof auditLogPageSchema>;
