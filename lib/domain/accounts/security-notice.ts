/** The security-relevant changes that an account's owner is mailed about. Each mail has a "This wasn't me" link. */
export const securityNoticeKinds = [
  "reset-asked",
  "password-changed",
  "new-sign-in",
  "two-factor-changed",
  "recovery-code-used",
  "email-change-asked",
  "email-changed",
] as const;
export type NoticeKind = (typeof securityNoticeKinds)[number];

/** How long a "This wasn't me" link is valid. */
export const NOTICE_DAYS = 7;

/** How long sensitive changes are refused after "This wasn't me". */
export const FREEZE_HOURS = 24;

/** How long a change of address can be undone from the old address. */
export const EMAIL_UNDO_DAYS = 7;
