type Query = Record<string, string | undefined>;
type SecondFactorMethod = "recovery_code";

/** What can bring somebody to the log-in page without their asking for it; the page says so. */
export type Departure = "log-out" | "deletion";

/** Every internal URL, so that a link can't point at a page that does not exist. */
export const routes = {
  home: () => "/",
  signUp: () => "/sign-up",
  logIn: (next?: string) => (next === undefined ? "/log-in" : `/log-in?next=${encodeURIComponent(next)}`),
  logInAfter: (departure: Departure) => `/log-in?after=${departure}`,
  confirmPassword: (next?: string, method?: SecondFactorMethod) => withQuery("/log-in/confirm", { next, method }),
  verifyLogIn: (next?: string, method?: SecondFactorMethod) => withQuery("/log-in/verify", { next, method }),
  forgotPassword: () => "/forgot-password",
  resetPassword: () => "/reset-password",
  openReset: (token: string) => `/reset-password/open?token=${encodeURIComponent(token)}`,
  verifyEmail: () => "/verify-email",
  openVerification: (token: string) => `/verify-email/open?token=${encodeURIComponent(token)}`,
  confirmEmail: () => "/confirm-email",
  openEmailConfirmation: (token: string) => `/confirm-email/open?token=${encodeURIComponent(token)}`,
  undoEmail: () => "/undo-email",
  openEmailUndo: (token: string) => `/undo-email/open?token=${encodeURIComponent(token)}`,
  notMe: () => "/not-me",
  openNotMe: (token: string) => `/not-me/open?token=${encodeURIComponent(token)}`,
  setup: () => "/setup",
  openSetup: (token: string) => `/setup/open?token=${encodeURIComponent(token)}`,
  account: () => "/account",
  changePassword: () => "/account/password",
  security: () => "/account/security",
  addAuthenticator: () => "/account/security/authenticator",
  recoveryCodes: () => "/account/security/recovery-codes",
  changeEmail: () => "/account/email",
  sessions: () => "/account/sessions",
  deleteAccount: () => "/account/delete",
  exportAccount: () => "/account/export",
  administration: () => "/admin",
  users: (query: Query = {}) => withQuery("/admin/users", query),
  newUser: () => "/admin/users/new",
  user: (id: string) => `/admin/users/${encodeURIComponent(id)}`,
  auditLog: (query: Query = {}) => withQuery("/admin/audit-log", query),
  outbox: (query: Query = {}) => withQuery("/admin/mail", query),
  mail: (id: string) => `/admin/mail/${encodeURIComponent(id)}`,
  mailPreview: (id: string) => `/admin/mail/${encodeURIComponent(id)}/preview`,
  documentation: () => "/docs",
  reference: () => "/redoc",
  openapi: () => "/openapi.json",
  vendorAsset: (file: string) => `/vendor/${file}`,
  api: {
    generatePassword: () => "/api/v1/generate-password",
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
    notMe: () => "/api/v1/users/not-me",
    token: () => "/api/v1/token",
    revokeToken: () => "/api/v1/token/revoke",
    introspectToken: () => "/api/v1/token/introspect",
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
    bulkUsers: () => "/api/v1/users/bulk",
    user: () => "/api/v1/users/{id}",
    restoreUser: () => "/api/v1/users/{id}/restore",
    userSessions: () => "/api/v1/users/{id}/sessions",
    userActivity: () => "/api/v1/users/{id}/activity",
    userResetLink: () => "/api/v1/users/{id}/reset-link",
    requirePasswordChange: () => "/api/v1/users/{id}/require-password-change",
    resetTwoFactor: () => "/api/v1/users/{id}/reset-two-factor",
    auditLog: () => "/api/v1/audit-log",
    outbox: () => "/api/v1/outbox",
    outboxMail: () => "/api/v1/outbox/{id}",
    revealMail: () => "/api/v1/outbox/{id}/reveal",
    retryMail: () => "/api/v1/outbox/{id}/retry",
    activity: () => "/api/v1/activity",
    live: () => "/api/health/live",
    ready: () => "/api/health/ready",
    /** No operation stands here: what a catch-all asks for. */
    nothing: () => "/api",
  },
} as const;

function withQuery(path: string, parameters: Query): string {
  const given = Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return given.length === 0 ? path : `${path}?${given.join("&")}`;
}

/** The paths at which the tutorials' clients ask for what `/api/v1` serves; each is an alias of the same handler. */
export const apiAliases: Readonly<Record<string, readonly string[]>> = {
  [routes.api.generatePassword()]: ["/generate-password"],
  [routes.api.register()]: ["/auth/signup"],
  [routes.api.logIn()]: ["/auth/login", "/token"],
  [routes.api.me()]: ["/users/me"],
  [routes.api.users()]: ["/users"],
  [routes.api.user()]: ["/users/{id}"],
  [routes.api.requestPasswordReset()]: ["/request-password-reset", "/users/request-password-reset"],
  [routes.api.resetPassword()]: ["/users/reset-password"],
  [routes.api.changePassword()]: ["/change-password", "/users/change-password"],
};

/** A tutorial's addresses that are a page's as well: the API's only for a POST with a JSON body, whatever a form posts is the page's. */
export const jsonAliases: Readonly<Record<string, string>> = { [routes.resetPassword()]: routes.api.resetPassword() };
