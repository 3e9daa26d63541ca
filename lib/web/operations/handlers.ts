import { changePassword } from "@/lib/services/accounts/change-password";
import { confirmEmailChange } from "@/lib/services/accounts/confirm-email-change";
import { deleteAccount } from "@/lib/services/accounts/delete-account";
import { exportAccount } from "@/lib/services/accounts/export-account";
import { getProfile } from "@/lib/services/accounts/get-profile";
import { requestEmailChange } from "@/lib/services/accounts/request-email-change";
import { signUp } from "@/lib/services/accounts/sign-up";
import { undoEmailChange } from "@/lib/services/accounts/undo-email-change";
import { updateProfile } from "@/lib/services/accounts/update-profile";
import { verifyEmail } from "@/lib/services/accounts/verify-email";
import { listActivity } from "@/lib/services/activity/list-activity";
import { exportAuditLog } from "@/lib/services/audit-log/export-audit-log";
import { listAuditLog } from "@/lib/services/audit-log/list-audit-log";
import { readIntegrity } from "@/lib/services/audit-log/read-integrity";
import { checkLiveness } from "@/lib/services/health/check-liveness";
import { checkReadiness } from "@/lib/services/health/check-readiness";
import { acceptAccountInvitation } from "@/lib/services/invitations/accept-account-invitation";
import { createInvitation } from "@/lib/services/invitations/create-invitation";
import { getInvitation } from "@/lib/services/invitations/get-invitation";
import { inviteAddresses } from "@/lib/services/invitations/invite-addresses";
import { listInvitations } from "@/lib/services/invitations/list-invitations";
import { remindInvitations } from "@/lib/services/invitations/remind-invitations";
import { renewInvitation } from "@/lib/services/invitations/renew-invitation";
import { revokeInvitation } from "@/lib/services/invitations/revoke-invitation";
import { revokeInvitations } from "@/lib/services/invitations/revoke-invitations";
import { takeLinks } from "@/lib/services/invitations/take-links";
import { listOutbox } from "@/lib/services/mail/list-outbox";
import { readMail } from "@/lib/services/mail/read-mail";
import { retryMail } from "@/lib/services/mail/retry-mail";
import { revealMail } from "@/lib/services/mail/reveal-mail";
import { findSiteRules } from "@/lib/services/passwords/find-site-rules";
import { generatePassword } from "@/lib/services/passwords/generate-password";
import { listBreachedHashes } from "@/lib/services/passwords/list-breached-hashes";
import { createPreset } from "@/lib/services/presets/create-preset";
import { deletePreset } from "@/lib/services/presets/delete-preset";
import { listPresets } from "@/lib/services/presets/list-presets";
import { updatePreset } from "@/lib/services/presets/update-preset";
import { createReceipt } from "@/lib/services/receipts/create-receipt";
import { deleteReceipt } from "@/lib/services/receipts/delete-receipt";
import { listReceipts } from "@/lib/services/receipts/list-receipts";
import { readReceiptKey } from "@/lib/services/receipts/read-receipt-key";
import { releaseAddress } from "@/lib/services/recovery/release-address";
import { reportNotMe } from "@/lib/services/recovery/report-not-me";
import { requestAddressRelease } from "@/lib/services/recovery/request-address-release";
import { requestPasswordReset } from "@/lib/services/recovery/request-password-reset";
import { resetPassword } from "@/lib/services/recovery/reset-password";
import { endOtherSessions } from "@/lib/services/sessions/end-other-sessions";
import { endSession } from "@/lib/services/sessions/end-session";
import { grantTokens } from "@/lib/services/sessions/grant-tokens";
import { introspectToken } from "@/lib/services/sessions/introspect-token";
import { listSessions } from "@/lib/services/sessions/list-sessions";
import { logIn } from "@/lib/services/sessions/log-in";
import { logOut } from "@/lib/services/sessions/log-out";
import { readServerMetadata } from "@/lib/services/sessions/read-server-metadata";
import { reauthenticate } from "@/lib/services/sessions/reauthenticate";
import { revokeToken } from "@/lib/services/sessions/revoke-token";
import { readStatistics } from "@/lib/services/system/read-statistics";
import { readSystem } from "@/lib/services/system/read-system";
import { confirmAuthenticator } from "@/lib/services/two-factor/confirm-authenticator";
import { confirmRecoveryCodes } from "@/lib/services/two-factor/confirm-recovery-codes";
import { disableTwoFactor } from "@/lib/services/two-factor/disable-two-factor";
import { forgetBrowsers } from "@/lib/services/two-factor/forget-browsers";
import { getTwoFactor } from "@/lib/services/two-factor/get-two-factor";
import { removeAuthenticator } from "@/lib/services/two-factor/remove-authenticator";
import { renameAuthenticator } from "@/lib/services/two-factor/rename-authenticator";
import { renewRecoveryCodes } from "@/lib/services/two-factor/renew-recovery-codes";
import { startAuthenticator } from "@/lib/services/two-factor/start-authenticator";
import { changeUsers } from "@/lib/services/users/change-users";
import { createUser } from "@/lib/services/users/create-user";
import { deleteUser } from "@/lib/services/users/delete-user";
import { endUserSessions } from "@/lib/services/users/end-user-sessions";
import { exportUsers } from "@/lib/services/users/export-users";
import { getBulkRun } from "@/lib/services/users/get-bulk-run";
import { getUser } from "@/lib/services/users/get-user";
import { importUsers } from "@/lib/services/users/import-users";
import { listUserActivity } from "@/lib/services/users/list-user-activity";
import { listUserSessions } from "@/lib/services/users/list-user-sessions";
import { listUsers } from "@/lib/services/users/list-users";
import { makeUserResetLink } from "@/lib/services/users/make-user-reset-link";
import { requirePasswordChange } from "@/lib/services/users/require-password-change";
import { resetTwoFactor } from "@/lib/services/users/reset-two-factor";
import { restoreUser } from "@/lib/services/users/restore-user";
import { undoBulkRun } from "@/lib/services/users/undo-bulk-run";
import { updateUser } from "@/lib/services/users/update-user";
import { handle } from "@/lib/web/api/handle";
import type { ApiHandler } from "@/lib/web/api/request-and-reply";
import { operations, type OperationId } from "./operations";

/** The service behind each operation; the direct line and Next's routes both use this table. */
export const handlers: Record<OperationId, ApiHandler> = {
  generatePassword: handle(operations.generatePassword, generatePassword),
  generatePasswordFromBody: handle(operations.generatePasswordFromBody, generatePassword),
  findSiteRules: handle(operations.findSiteRules, findSiteRules),
  listBreachedPasswords: handle(operations.listBreachedPasswords, listBreachedHashes),
  signUp: handle(operations.signUp, signUp),
  logIn: handle(operations.logIn, logIn),
  logOut: handle(operations.logOut, logOut),
  getProfile: handle(operations.getProfile, getProfile),
  updateProfile: handle(operations.updateProfile, updateProfile),
  replaceProfile: handle(operations.replaceProfile, updateProfile),
  deleteAccount: handle(operations.deleteAccount, deleteAccount),
  exportAccount: handle(operations.exportAccount, exportAccount),
  requestPasswordReset: handle(operations.requestPasswordReset, requestPasswordReset),
  resetPassword: handle(operations.resetPassword, resetPassword),
  verifyEmail: handle(operations.verifyEmail, verifyEmail),
  requestEmailChange: handle(operations.requestEmailChange, requestEmailChange),
  confirmEmailChange: handle(operations.confirmEmailChange, confirmEmailChange),
  undoEmailChange: handle(operations.undoEmailChange, undoEmailChange),
  requestAddressRelease: handle(operations.requestAddressRelease, requestAddressRelease),
  releaseAddress: handle(operations.releaseAddress, releaseAddress),
  reportNotMe: handle(operations.reportNotMe, reportNotMe),
  changePassword: handle(operations.changePassword, changePassword),
  grantTokens: handle(operations.grantTokens, grantTokens),
  revokeToken: handle(operations.revokeToken, revokeToken),
  introspectToken: handle(operations.introspectToken, introspectToken),
  readServerMetadata: handle(operations.readServerMetadata, readServerMetadata),
  listSessions: handle(operations.listSessions, listSessions),
  endOtherSessions: handle(operations.endOtherSessions, endOtherSessions),
  endSession: handle(operations.endSession, endSession),
  reauthenticate: handle(operations.reauthenticate, reauthenticate),
  getTwoFactor: handle(operations.getTwoFactor, getTwoFactor),
  disableTwoFactor: handle(operations.disableTwoFactor, disableTwoFactor),
  beginAuthenticator: handle(operations.beginAuthenticator, startAuthenticator),
  confirmAuthenticator: handle(operations.confirmAuthenticator, confirmAuthenticator),
  renameAuthenticator: handle(operations.renameAuthenticator, renameAuthenticator),
  removeAuthenticator: handle(operations.removeAuthenticator, removeAuthenticator),
  renewRecoveryCodes: handle(operations.renewRecoveryCodes, renewRecoveryCodes),
  confirmRecoveryCodes: handle(operations.confirmRecoveryCodes, confirmRecoveryCodes),
  forgetBrowsers: handle(operations.forgetBrowsers, forgetBrowsers),
  listActivity: handle(operations.listActivity, listActivity),
  listPresets: handle(operations.listPresets, listPresets),
  createPreset: handle(operations.createPreset, createPreset),
  updatePreset: handle(operations.updatePreset, updatePreset),
  deletePreset: handle(operations.deletePreset, deletePreset),
  listReceipts: handle(operations.listReceipts, listReceipts),
  createReceipt: handle(operations.createReceipt, createReceipt),
  deleteReceipt: handle(operations.deleteReceipt, deleteReceipt),
  readReceiptKey: handle(operations.readReceiptKey, readReceiptKey),
  listUsers: handle(operations.listUsers, listUsers),
  exportUsers: handle(operations.exportUsers, exportUsers),
  importUsers: handle(operations.importUsers, importUsers),
  createUser: handle(operations.createUser, createUser),
  changeUsers: handle(operations.changeUsers, changeUsers),
  getBulkRun: handle(operations.getBulkRun, getBulkRun),
  undoBulkRun: handle(operations.undoBulkRun, undoBulkRun),
  getUser: handle(operations.getUser, getUser),
  updateUser: handle(operations.updateUser, updateUser),
  deleteUser: handle(operations.deleteUser, deleteUser),
  restoreUser: handle(operations.restoreUser, restoreUser),
  listUserSessions: handle(operations.listUserSessions, listUserSessions),
  endUserSessions: handle(operations.endUserSessions, endUserSessions),
  listUserActivity: handle(operations.listUserActivity, listUserActivity),
  makeUserResetLink: handle(operations.makeUserResetLink, makeUserResetLink),
  requirePasswordChange: handle(operations.requirePasswordChange, requirePasswordChange),
  resetTwoFactor: handle(operations.resetTwoFactor, resetTwoFactor),
  listInvitations: handle(operations.listInvitations, listInvitations),
  createInvitation: handle(operations.createInvitation, createInvitation),
  inviteAddresses: handle(operations.inviteAddresses, inviteAddresses),
  remindInvitations: handle(operations.remindInvitations, remindInvitations),
  revokeInvitations: handle(operations.revokeInvitations, revokeInvitations),
  takeInvitationLinks: handle(operations.takeInvitationLinks, takeLinks),
  acceptInvitation: handle(operations.acceptInvitation, acceptAccountInvitation),
  getInvitation: handle(operations.getInvitation, getInvitation),
  revokeInvitation: handle(operations.revokeInvitation, revokeInvitation),
  renewInvitation: handle(operations.renewInvitation, renewInvitation),
  listAuditLog: handle(operations.listAuditLog, listAuditLog),
  readAuditIntegrity: handle(operations.readAuditIntegrity, readIntegrity),
  exportAuditLog: handle(operations.exportAuditLog, exportAuditLog),
  listOutbox: handle(operations.listOutbox, listOutbox),
  readMail: handle(operations.readMail, readMail),
  revealMail: handle(operations.revealMail, revealMail),
  retryMail: handle(operations.retryMail, retryMail),
  readSystem: handle(operations.readSystem, readSystem),
  readStatistics: handle(operations.readStatistics, readStatistics),
  checkLiveness: handle(operations.checkLiveness, checkLiveness),
  checkReadiness: handle(operations.checkReadiness, checkReadiness),
};
