import { routes } from "./routes";

/**
 * The path of each operation; `{name}` is a path parameter. Separate from the pages' routes, so that pages needn't load
 * them.
 */
export const apiRoutes = {
  generatePassword: () => "/api/v1/generate-password",
  siteRules: () => "/api/v1/site-rules",
  breachedPasswords: () => "/api/v1/breached-passwords/{prefix}",
  register: () => "/api/v1/users/register",
  logIn: () => "/api/v1/users/login",
  logOut: () => "/api/v1/users/logout",
  me: () => "/api/v1/users/me",
  exportMe: () => "/api/v1/users/me/export",
  changePassword: () => "/api/v1/users/change-password",
  requestPasswordReset: () => "/api/v1/users/request-password-reset",
  resetPassword: () => "/api/v1/users/reset-password",
  verifyEmail: () => "/api/v1/users/verify-email",
  myEmail: () => "/api/v1/users/me/email",
  confirmEmail: () => "/api/v1/users/confirm-email",
  undoEmail: () => "/api/v1/users/undo-email",
  requestAddressRelease: () => "/api/v1/users/request-address-release",
  releaseAddress: () => "/api/v1/users/release-address",
  notMe: () => "/api/v1/users/not-me",
  token: () => "/api/v1/token",
  revokeToken: () => "/api/v1/token/revoke",
  introspectToken: () => "/api/v1/token/introspect",
  /** RFC 8414 section 3 fixes this path. */
  serverMetadata: () => "/.well-known/oauth-authorization-server",
  sessions: () => "/api/v1/sessions",
  session: () => "/api/v1/sessions/{id}",
  reauthenticate: () => "/api/v1/sessions/current/reauthenticate",
  twoFactor: () => "/api/v1/two-factor",
  authenticators: () => "/api/v1/two-factor/authenticators",
  confirmAuthenticator: () => "/api/v1/two-factor/authenticators/confirm",
  authenticator: () => "/api/v1/two-factor/authenticators/{id}",
  recoveryCodes: () => "/api/v1/two-factor/recovery-codes",
  confirmRecoveryCodes: () => "/api/v1/two-factor/recovery-codes/confirm",
  trustedBrowsers: () => "/api/v1/two-factor/trusted-browsers",
  users: () => "/api/v1/users",
  exportUsers: () => "/api/v1/users/export",
  importUsers: () => "/api/v1/users/import",
  bulkUsers: () => "/api/v1/users/bulk",
  bulkRun: () => "/api/v1/users/bulk/{id}",
  undoBulkRun: () => "/api/v1/users/bulk/{id}/undo",
  user: () => "/api/v1/users/{id}",
  restoreUser: () => "/api/v1/users/{id}/restore",
  userSessions: () => "/api/v1/users/{id}/sessions",
  userActivity: () => "/api/v1/users/{id}/activity",
  userResetLink: () => "/api/v1/users/{id}/reset-link",
  requirePasswordChange: () => "/api/v1/users/{id}/require-password-change",
  resetTwoFactor: () => "/api/v1/users/{id}/reset-two-factor",
  invitations: () => "/api/v1/invitations",
  inviteAddresses: () => "/api/v1/invitations/list",
  remindInvitations: () => "/api/v1/invitations/remind",
  revokeInvitations: () => "/api/v1/invitations/revoke",
  takeInvitationLinks: () => "/api/v1/invitations/links",
  acceptInvitation: () => "/api/v1/invitations/accept",
  invitation: () => "/api/v1/invitations/{id}",
  renewInvitation: () => "/api/v1/invitations/{id}/renew",
  auditLog: () => "/api/v1/audit-log",
  auditIntegrity: () => "/api/v1/audit-log/integrity",
  exportAuditLog: () => "/api/v1/audit-log/export",
  outbox: () => "/api/v1/outbox",
  outboxMail: () => "/api/v1/outbox/{id}",
  revealMail: () => "/api/v1/outbox/{id}/reveal",
  retryMail: () => "/api/v1/outbox/{id}/retry",
  system: () => "/api/v1/system",
  statistics: () => "/api/v1/statistics",
  activity: () => "/api/v1/activity",
  presets: () => "/api/v1/presets",
  preset: () => "/api/v1/presets/{id}",
  receipts: () => "/api/v1/receipts",
  receiptKey: () => "/api/v1/receipts/key",
  receipt: () => "/api/v1/receipts/{id}",
  live: () => "/api/health/live",
  ready: () => "/api/health/ready",
  /** No operation: Prometheus's text format, for its own clients. */
  metrics: () => "/api/metrics",
  /** No operation: the path of the catch-all route. */
  nothing: () => "/api",
} as const;

/** The group of the tutorials' paths in the documentation, which shows it folded. */
export const TUTORIALS_TAG = "Tutorial paths";

/** The paths that the tutorials' clients use for operations of `/api/v1`; each is an alias of the same handler. */
export const apiAliases: Readonly<Record<string, readonly string[]>> = {
  [apiRoutes.generatePassword()]: ["/generate-password"],
  [apiRoutes.register()]: ["/auth/signup"],
  [apiRoutes.logIn()]: ["/auth/login", "/token"],
  [apiRoutes.me()]: ["/users/me"],
  [apiRoutes.users()]: ["/users"],
  [apiRoutes.user()]: ["/users/{id}"],
  [apiRoutes.requestPasswordReset()]: ["/request-password-reset", "/users/request-password-reset"],
  [apiRoutes.resetPassword()]: ["/users/reset-password"],
  [apiRoutes.changePassword()]: ["/change-password", "/users/change-password"],
};

/** Tutorial paths that are also the path of a page: a POST with a JSON body goes to the API, a form to the page. */
export const jsonAliases: Readonly<Record<string, string>> = { [routes.resetPassword()]: apiRoutes.resetPassword() };
