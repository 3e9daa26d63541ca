type Query = Record<string, string | undefined>;
type SecondFactorMethod = "recovery_code";

/** The events after which a user is redirected to the log-in page; the page explains them. */
export type Departure = "log-out" | "deletion" | "reset" | "first-password";

/** What led to the profile, which says so. */
export type AccountEvent = "sign-up" | "first-password" | "address-verified";

/** What led to the security page, which says so. */
export type SecurityEvent = "recovery-code" | "app-added" | "codes-confirmed";

/** The parts of a user's page; without one, the overview. */
export type UserTab = "profile" | "sessions" | "activity";

/** Every page's URL, so that a link can't point at a page that does not exist. */
export const routes = {
  home: () => "/",
  signUp: () => "/sign-up",
  logIn: (next?: string) => (next === undefined ? "/log-in" : `/log-in?next=${encodeURIComponent(next)}`),
  /** Where a log-in leads that has no page to return to: a moderator works with the users. */
  firstPage: (role: string) => (role === "moderator" ? "/admin/users" : "/account"),
  logInAfter: (departure: Departure) => `/log-in?after=${departure}`,
  /** `pending` is the id of the form that waits for it. */
  confirmPassword: (
    query: { next?: string | undefined; pending?: string | undefined; method?: SecondFactorMethod } = {},
  ) => withQuery("/log-in/confirm", query),
  verifyLogIn: (next?: string, method?: SecondFactorMethod) => withQuery("/log-in/verify", { next, method }),
  forgotPassword: () => "/forgot-password",
  /** Asks for an address even if this browser has requested a code. */
  forgotPasswordAgain: () => "/forgot-password?another=1",
  resetPassword: () => "/reset-password",
  resetPasswordByRecoveryCode: () => "/reset-password?method=recovery_code",
  openReset: (token: string) => `/reset-password/open?token=${encodeURIComponent(token)}`,
  verifyEmail: () => "/verify-email",
  openVerification: (token: string) => `/verify-email/open?token=${encodeURIComponent(token)}`,
  confirmEmail: () => "/confirm-email",
  openEmailConfirmation: (token: string) => `/confirm-email/open?token=${encodeURIComponent(token)}`,
  undoEmail: () => "/undo-email",
  openEmailUndo: (token: string) => `/undo-email/open?token=${encodeURIComponent(token)}`,
  releaseAddress: () => "/release-address",
  openAddressRelease: (token: string) => `/release-address/open?token=${encodeURIComponent(token)}`,
  notMe: () => "/not-me",
  openNotMe: (token: string) => `/not-me/open?token=${encodeURIComponent(token)}`,
  invitation: () => "/invitation",
  invitationByRecoveryCode: () => "/invitation?method=recovery_code",
  openInvitation: (token: string) => `/invitation/open?token=${encodeURIComponent(token)}`,
  setup: () => "/setup",
  openSetup: (token: string) => `/setup/open?token=${encodeURIComponent(token)}`,
  account: () => "/account",
  accountAfter: (event: AccountEvent) => `/account?after=${event}`,
  changePassword: () => "/account/password",
  security: () => "/account/security",
  securityAfter: (event: SecurityEvent) => `/account/security?after=${event}`,
  addAuthenticator: () => "/account/security/authenticator",
  recoveryCodes: () => "/account/security/recovery-codes",
  changeEmail: () => "/account/email",
  /** Asks for an address even if one waits for verification. */
  changeEmailAgain: () => "/account/email?another=1",
  activity: (query: Query = {}) => withQuery("/account/activity", query),
  sessions: () => "/account/sessions",
  presets: () => "/account/presets",
  receipts: (query: Query = {}) => withQuery("/account/receipts", query),
  accountData: () => "/account/data",
  deleteAccount: () => "/account/delete",
  exportAccount: () => "/account/export",
  administration: () => "/admin",
  users: (query: Query = {}) => withQuery("/admin/users", query),
  newUser: (way?: "password") => withQuery("/admin/users/new", { way }),
  bulkUsers: (query: Query = {}) => withQuery("/admin/users/bulk", query),
  bulkRun: (id: string, query: Query = {}) => withQuery(`/admin/users/bulk/${encodeURIComponent(id)}`, query),
  exportUsers: (query: Query = {}) => withQuery("/admin/users/export", query),
  exportUsersFile: (query: Query = {}) => withQuery("/admin/users/export/file", query),
  findUsers: (query: Query = {}) => withQuery("/admin/users/find", query),
  importUsers: () => "/admin/users/import",
  user: (id: string, tab?: UserTab) => withQuery(`/admin/users/${encodeURIComponent(id)}`, { tab }),
  invitations: (query: Query = {}) => withQuery("/admin/invitations", query),
  inviteMany: () => "/admin/invitations/many",
  administeredInvitation: (id: string) => `/admin/invitations/${encodeURIComponent(id)}`,
  auditLog: (query: Query = {}) => withQuery("/admin/audit-log", query),
  exportAuditLog: (query: Query = {}) => withQuery("/admin/audit-log/export", query),
  outbox: (query: Query = {}) => withQuery("/admin/mail", query),
  mail: (id: string) => `/admin/mail/${encodeURIComponent(id)}`,
  mailPreview: (id: string) => `/admin/mail/${encodeURIComponent(id)}/preview`,
  system: () => "/admin/system",
  localInbox: () => "/dev/mail",
  localMail: (id: string) => `/dev/mail/${encodeURIComponent(id)}`,
  documentation: () => "/docs",
  /** One group of the operations, or `all`. */
  reference: (group?: string) => withQuery("/redoc", { group }),
  logo: () => "/logo",
  serviceWorker: () => "/service-worker.js",
  manifest: () => "/manifest.webmanifest",
  openapi: () => "/openapi.json",
  securityText: () => "/.well-known/security.txt",
  testVectors: () => "/documentation/test-vectors.json",
  vendorAsset: (file: string) => `/vendor/${file}`,
} as const;

/** The page of a form that waited for re-authentication, with the form or its result. */
export function withPendingForm(path: string, pending: string): string {
  const [page = "", hash] = path.split("#", 2);
  return `${page}${page.includes("?") ? "&" : "?"}pending=${encodeURIComponent(pending)}${hash === undefined ? "" : `#${hash}`}`;
}

const CONFIRMED = "confirmed=yes";

/** The page of a download to which the re-authentication leads: it offers the download again. */
export function afterConfirmation(page: string): string {
  return `${page}${page.includes("?") ? "&" : "?"}${CONFIRMED}`;
}

/** The same page for a user who didn't confirm; null if the path is another page's. */
export function withoutConfirmation(path: string): string | null {
  const page = path.slice(0, -CONFIRMED.length - 1);
  return path === afterConfirmation(page) ? page : null;
}

function withQuery(path: string, parameters: Query): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return given.length === 0 ? path : `${path}?${given.join("&")}`;
}
