import type { FormStateAction } from "@/components/ui/form-state";
import type { PendingFormName } from "@/lib/domain/sessions/pending-forms";

/** The action of each form that waits for re-authentication. Imported when it is needed. */
export const pendingActions: Record<PendingFormName, () => Promise<FormStateAction>> = {
  "own-email": async () => (await import("@/app/account/email/actions")).requestAddressAction,
  "verify-own-email": async () => (await authenticator()).requestVerificationAction,
  "delete-account": async () => (await import("@/app/account/delete/actions")).deleteAccountAction,
  "confirm-authenticator": async () => (await authenticator()).confirmAuthenticatorAction,
  "rename-authenticator": async () => (await security()).renameAuthenticatorAction,
  "remove-authenticator": async () => (await security()).removeAuthenticatorAction,
  "disable-two-factor": async () => (await security()).disableTwoFactorAction,
  "renew-recovery-codes": async () => (await recoveryCodes()).renewRecoveryCodesAction,
  "confirm-recovery-codes": async () => (await recoveryCodes()).confirmRecoveryCodesAction,
  "user-email": async () => (await user()).saveUserEmailAction,
  "user-role": async () => (await user()).changeRoleAction,
  "user-deletion": async () => (await user()).setDeletedAction,
  "user-reset-link": async () => (await user()).makeResetLinkAction,
  "user-two-factor": async () => (await user()).resetTwoFactorAction,
  "bulk-change": async () => (await bulk()).bulkStepAction,
  "bulk-undo": async () => (await bulk()).bulkUndoAction,
  "import-users": async () => (await import("@/app/admin/users/import/actions")).importUsersAction,
  "create-user": async () => (await newUser()).createUserAction,
  "create-invitation": async () => (await newUser()).inviteAction,
  "invite-addresses": async () => (await import("@/app/admin/invitations/many/actions")).inviteAddressesAction,
  "remind-invitations": async () => (await invitations()).remindInvitationsAction,
  "invitation-links": async () => (await invitations()).takeLinksAction,
  "renew-invitation": async () => (await invitations()).renewInvitationAction,
  "reveal-mail": async () => (await import("@/app/admin/mail/actions")).revealMailAction,
};

const security = () => import("@/app/account/security/actions");
const authenticator = () => import("@/app/account/security/authenticator/actions");
const recoveryCodes = () => import("@/app/account/security/recovery-codes/actions");
const user = () => import("@/app/admin/users/[id]/actions");
const bulk = () => import("@/app/admin/users/bulk/actions");
const invitations = () => import("@/app/admin/invitations/actions");
const newUser = () => import("@/app/admin/users/new/actions");
