/** What a mail tells an owner of, and what "This wasn't me" is an answer to. */
export type NoticeKind =
  | "reset-asked"
  | "password-changed"
  | "new-sign-in"
  | "two-factor-changed"
  | "recovery-code-used"
  | "email-change-asked"
  | "email-changed";

/** How long the link in such a mail answers. */
export const NOTICE_DAYS = 7;

/** How long nothing sensitive can be changed after an owner said that it was not them. */
export const FREEZE_HOURS = 24;

/** How long an address that was left behind can be taken back from there. */
export const EMAIL_UNDO_DAYS = 7;
