/** What the audit log tells of, with the words in which its owner reads it. */
export const auditActions = {
  "account.sign_up": "Account created",
  "account.set_up": "Account created as the first administrator",
  "account.import": "Account imported",
  "account.update": "Profile changed",
  "account.delete": "Account deleted",
  "account.export": "Data downloaded",
  "password.change": "Password changed",
  "password.temporary": "Temporary password set by the operator",
  "role.change": "Role changed",
  "session.sign_in": "Signed in",
  "session.reauthenticate": "Password confirmed",
  "session.log_out": "Logged out",
  "session.end": "Session ended",
  "session.end_others": "All other sessions ended",
  "token.issue": "Signed in by a program",
  "token.reuse": "A used refresh token came back, so its session was ended",
  "token.revoke": "Token revoked",
  "mail.undeliverable": "A mail could not be delivered",
} as const;

export type AuditAction = keyof typeof auditActions;
