import { z } from "zod";
import { securityNoticeKinds } from "@/lib/domain/accounts/security-notice";
import type { AuditAction } from "@/lib/domain/users/audit-actions";
import { bulkActions } from "@/lib/domain/users/plan-bulk";
import { profileFields, type ProfileField } from "@/lib/domain/users/profile-fields";
import { roles, userStatuses } from "@/lib/domain/users/roles";

const none = z.strictObject({});
const role = z.enum(roles);
const profileField = z.enum(Object.keys(profileFields) as [ProfileField, ...ProfileField[]]);
const endedSessions = z.strictObject({ ended_sessions: z.int() });
const statusChange = z.strictObject({
  before: z.strictObject({ status: z.enum(userStatuses) }),
  after: z.strictObject({ status: z.enum(userStatuses) }),
  ended_sessions: z.int(),
});
const addressChange = z.strictObject({ from: z.string(), to: z.string() });
const profileValues = z.partialRecord(profileField, z.string().nullable());
const secondFactor = z.enum(["none", "totp", "recovery_code", "trusted_browser"]);
const exported = z.strictObject({
  format: z.string(),
  rows: z.int(),
  complete: z.boolean(),
  filter: z.record(z.string(), z.string()),
});

/** The details of each audit event: every way to trigger an action records the same shape. They contain no secret. */
export const auditDetailSchemas = {
  "account.sign_up": none,
  "account.set_up": none,
  "account.import": z.strictObject({
    role,
    status: z.enum(userStatuses),
    password: z.boolean(),
    two_factor: z.boolean(),
  }),
  "account.update": z.strictObject({ fields: z.array(profileField) }),
  "account.delete": statusChange,
  "account.export": none,
  "account.verify": none,
  "password.change": endedSessions,
  "password.reset": endedSessions,
  "password.first": endedSessions.extend({ invitation: z.string() }),
  "password.temporary": endedSessions,
  "password.reset_asked": none,
  "password.reset_link": none,
  "email.change_asked": none,
  "email.change_cancelled": none,
  "email.change": addressChange,
  "email.undo": addressChange,
  "email.release_asked": none,
  "email.release": z.strictObject({ from: z.string() }),
  "mail.reveal": z.strictObject({ mail: z.string(), template: z.string() }),
  "mail.undeliverable": z.strictObject({
    mail: z.string(),
    template: z.string(),
    attempts: z.int(),
    reason: z.string(),
  }),
  "backup.request": none,
  "session.sign_in_alarm": z.strictObject({ failures: z.int(), accounts: z.int(), addresses: z.int() }),
  "database.rolled_back": z.strictObject({
    ended_sessions: z.int(),
    ended_links: z.int(),
    ended_recovery_codes: z.int(),
  }),
  "notice.not_me": z.strictObject({ notice: z.enum(securityNoticeKinds) }),
  "role.change": z.strictObject({ before: z.strictObject({ role }), after: z.strictObject({ role }) }),
  "user.create": z.strictObject({
    after: z.strictObject({ email: z.string(), username: z.string().nullable(), role }),
  }),
  "user.update": z.strictObject({ before: profileValues, after: profileValues }),
  "user.disable": statusChange.extend({ reason: z.literal("address_released").optional() }),
  "user.enable": statusChange,
  "user.delete": statusChange,
  "user.restore": statusChange,
  "user.export": exported,
  "user.import": z.strictObject({
    rows: z.int(),
    created: z.int(),
    updated: z.int(),
    skipped: z.int(),
    refused: z.int(),
    on_existing: z.string(),
    allow_roles: z.boolean(),
  }),
  "audit_log.export": exported,
  "user.end_sessions": endedSessions,
  "user.require_password_change": none,
  "user.waive_password_change": none,
  "user.change_many": z.strictObject({
    run: z.string(),
    change: z.enum(bulkActions),
    role: role.nullable(),
    matched: z.int(),
    filter: z.string().nullable(),
  }),
  "user.undo_many": z.strictObject({ run: z.string(), change: z.string(), changed: z.int() }),
  "user.reset_two_factor": z.strictObject({ reason: z.string() }),
  "invitation.create": z.strictObject({
    invitation: z.string(),
    after: z.strictObject({ email: z.string().nullable(), role, hours: z.int(), mailed: z.boolean() }),
    run: z.string().optional(),
  }),
  "invitation.create_many": z.strictObject({ run: z.string(), lines: z.int(), role }),
  "invitation.renew": z.strictObject({
    invitation: z.string(),
    email: z.string().nullable(),
    role,
    mailed: z.boolean(),
    reminder: z.literal(true).optional(),
  }),
  "invitation.remind_many": z.strictObject({ run: z.string().nullable(), reminded: z.int(), skipped: z.int() }),
  "invitation.revoke": z.strictObject({ invitation: z.string(), email: z.string().nullable(), role }),
  "invitation.revoke_many": z.strictObject({ run: z.string().nullable(), revoked: z.int() }),
  "invitation.take_links": z.strictObject({ run: z.string().nullable(), links: z.int() }),
  "invitation.accept": z.strictObject({ invitation: z.string(), role }),
  // A failed log-in has neither.
  "session.sign_in": z.strictObject({ new_device: z.boolean().optional(), second_factor: secondFactor.optional() }),
  "session.reauthenticate": none,
  "session.log_out": none,
  "session.end": z.strictObject({ ended_session: z.string() }),
  "session.end_others": z.strictObject({ ended: z.int() }),
  "two_factor.enable": endedSessions,
  "two_factor.disable": z.strictObject({ authenticators: z.int() }),
  "two_factor.code": none,
  "authenticator.add": z.strictObject({ name: z.string() }),
  "authenticator.rename": z.strictObject({ name: z.string() }),
  // An event of an older version has no name.
  "authenticator.remove": z.strictObject({ name: z.string().optional() }),
  "recovery_codes.renew": none,
  "recovery_code.use": z.strictObject({ left: z.int() }),
  "browser.trust": none,
  "browser.forget": z.strictObject({ browsers: z.int() }),
  "receipt_key.make": none,
  "secrets.reseal": z.strictObject({ resealed: z.int(), damaged: z.int() }),
  "token.issue": z.strictObject({ second_factor: secondFactor }),
  "token.reuse": none,
  "token.revoke": none,
  "audit_log.archive": z.strictObject({ file: z.string(), events: z.int() }),
  "audit_log.broken": z.strictObject({ kind: z.string(), fault: z.string() }),
} as const satisfies Record<AuditAction, z.ZodType>;

export type AuditDetails = { [Action in AuditAction]: z.output<(typeof auditDetailSchemas)[Action]> };
