/** For this long a form waits for re-authentication, and its result can be read. */
export const PENDING_FORM_MINUTES = 10;

/** In characters. A larger form isn't kept; the largest of ours, a bulk change of 100 selected users, has about 8,000. */
export const PENDING_FORM_LENGTH_MAX = 32_000;

/** A further form replaces the session's oldest. */
export const PENDING_FORMS_PER_SESSION = 5;

type PendingFormPlan = {
  /** Completes "Enter your password again to …". */
  purpose: string;
  /** Whether its form has fields, which are filled in again beside a refusal. */
  hasFields?: true;
  /** Whether its form continues with a next step. */
  continues?: true;
  /** Whether its result is a secret that only its page can show well: the page then sends the form again by itself. */
  resends?: true;
};

/** Every form whose action can require re-authentication. */
export const pendingForms = {
  "own-email": { purpose: "change your email address", hasFields: true },
  "verify-own-email": { purpose: "verify your email address", hasFields: true, continues: true },
  "delete-account": { purpose: "delete your account" },
  "confirm-authenticator": { purpose: "add your authenticator app", hasFields: true },
  "rename-authenticator": { purpose: "rename your authenticator app" },
  "remove-authenticator": { purpose: "remove your authenticator app" },
  "disable-two-factor": { purpose: "turn off two-factor authentication" },
  "renew-recovery-codes": { purpose: "create new recovery codes" },
  "confirm-recovery-codes": { purpose: "confirm your recovery codes", hasFields: true },
  "user-email": { purpose: "change this user’s email address", hasFields: true },
  "user-role": { purpose: "change this user’s role" },
  "user-deletion": { purpose: "delete or restore this account" },
  "user-reset-link": { purpose: "create a reset link", resends: true },
  "user-two-factor": { purpose: "turn off this user’s two-factor authentication" },
  "bulk-change": { purpose: "change the selected users" },
  "bulk-undo": { purpose: "undo the bulk change" },
  "import-users": { purpose: "import users", hasFields: true },
  "create-user": { purpose: "create this account", hasFields: true },
  "create-invitation": { purpose: "create this invitation", hasFields: true },
  "invite-addresses": { purpose: "invite these users", hasFields: true },
  "remind-invitations": { purpose: "remind the invited users" },
  "invitation-links": { purpose: "download the invitation links", resends: true },
  "renew-invitation": { purpose: "create a new link", resends: true },
  "reveal-mail": { purpose: "reveal this mail’s links and codes", resends: true },
} as const satisfies Record<string, PendingFormPlan>;

export type PendingFormName = keyof typeof pendingForms;

export function isPendingFormName(name: string): name is PendingFormName {
  return Object.hasOwn(pendingForms, name);
}

/** Whether the page of the form sends it again after the re-authentication. */
export function isResent(name: PendingFormName): boolean {
  const { resends }: PendingFormPlan = pendingForms[name];
  return resends === true;
}

/** Whether the form shows this result itself; otherwise its page does. */
export function showsResult(name: PendingFormName, status: "done" | "refused"): boolean {
  const { hasFields, continues }: PendingFormPlan = pendingForms[name];
  return (status === "refused" ? hasFields : continues) === true;
}
