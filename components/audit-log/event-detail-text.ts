import { bulkActionNames } from "@/components/bulk-runs/bulk-labels";
import { mailTemplateLabel } from "@/components/mail/mail-labels";
import { roleLabels, statusLabels } from "@/components/users/user-labels";
import type { NoticeKind } from "@/lib/domain/accounts/security-notice";
import { auditActions } from "@/lib/domain/users/audit-actions";
import type { UserStatus } from "@/lib/domain/users/roles";
import type { AuditDetails } from "@/lib/schemas/audit-details";
import type { onExistingNames } from "@/lib/schemas/user-import";

const secondFactorLabels: Record<AuditDetails["token.issue"]["second_factor"], string> = {
  none: "none",
  totp: "authenticator app",
  recovery_code: "recovery code",
  trusted_browser: "trusted browser",
};

const noticeLabels: Record<NoticeKind, string> = {
  "reset-asked": "password reset requested",
  "password-changed": "password changed",
  "new-sign-in": "new log-in",
  "two-factor-changed": "two-factor authentication changed",
  "recovery-code-used": "recovery code used",
  "email-change-asked": "email change requested",
  "email-changed": "email address changed",
};

const statusNames: Record<UserStatus, string> = {
  active: statusLabels.active.label,
  disabled: statusLabels.disabled.label,
  deleted: statusLabels.deleted.label,
};

const onExistingLabels: Record<(typeof onExistingNames)[number], string> = {
  skip: "skipped",
  update: "updated",
  refuse: "refused",
};

const reasonLabels: Record<NonNullable<AuditDetails["user.disable"]["reason"]>, string> = {
  address_released: "the owner of the mailbox removed the email address",
};

/** The words for the codes in a detail. The other values, such as addresses and counts, are shown as they are. */
const codeLabels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  role: roleLabels,
  status: statusNames,
  change: bulkActionNames,
  second_factor: secondFactorLabels,
  notice: noticeLabels,
  reason: reasonLabels,
  on_existing: onExistingLabels,
  action: auditActions,
};

const nameLabels: Readonly<Record<string, string>> = {
  change: "Action",
  left: "Codes left",
  hours: "Valid for (hours)",
  mailed: "Sent by email",
  matched: "Matching users",
  two_factor: "Two-factor authentication",
  on_existing: "Existing users",
  allow_roles: "Roles imported",
};

/** Such as "Second factor" for `second_factor`. */
export function detailName(name: string): string {
  return nameLabels[name] ?? capitalised(inWords(name));
}

// What is true of most events, and says nothing.
const usual: Readonly<Record<string, unknown>> = {
  second_factor: "none",
  ended_sessions: 0,
  role: null,
};

/** Whether a detail says something about its event. */
export function isWorthShowing(name: string, value: unknown): boolean {
  return value !== null && value !== false && !(Object.hasOwn(usual, name) && usual[name] === value);
}

/** A detail of an audit event in words, without the log's codes. */
export function detailText(name: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(codeInWords).join(", ");
  if (typeof value === "object") return recordInWords(value);
  const text = String(value);
  if (name === "filter") return recordInWords(parsedRecord(text) ?? { search: text });
  if (name === "template") return mailTemplateLabel(text);
  return codeLabels[name]?.[text] ?? (name === "kind" ? inWords(text) : text);
}

/** The filters of the list of users that are true or false. An export stores them as text. */
const stateLabels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  two_factor: { true: "with two-factor authentication", false: "without two-factor authentication" },
  verified: { true: "email address verified", false: "email address not verified" },
  never_seen: { true: "never logged in", false: "logged in before" },
  has_password: { true: "with a password", false: "without a password" },
  invited: { true: "invited", false: "not invited" },
};

function recordInWords(record: object): string {
  const parts = Object.entries(record).map(
    ([name, value]) =>
      stateLabels[name]?.[String(value)] ?? `${name === "q" ? "search" : inWords(name)} ${detailText(name, value)}`,
  );
  return parts.length === 0 ? "none" : parts.join(", ");
}

/** A bulk action stores its filter as JSON. */
function parsedRecord(text: string): object | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" ? parsed : null;
  } catch {
    return null;
  }
}

function codeInWords(value: unknown): string {
  return inWords(String(value));
}

function inWords(code: string): string {
  return code.replaceAll("_", " ");
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
