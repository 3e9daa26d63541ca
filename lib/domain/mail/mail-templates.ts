/** When and from where an event happened, for the owner to recognise it. */
export type Origin = {
  /** ISO 8601. */
  at: string;
  /** Our own description of the browser or program, such as "Firefox on Linux". */
  device: string;
  address: string | null;
};

/** The full name for the greeting, or null for none. */
type Name = string | null;

/** Valid for `…Minutes` from the `at` of the same mail. */
type CodeAndLink = { link: string; code: string | null };
type CodeAndLinkLife = { linkMinutes: number; codeMinutes: number };

/** Leads to the page where the owner reports "This wasn't me". */
type NotMe = { notMeUrl: string };
type Nothing = { link?: never; code?: never; notMeUrl?: never };

/** A log-in from a browser that the account doesn't know sends no other mail. */
export type RecoveryCodeUse = "log-in" | "new-browser-log-in" | "confirmation";

export type TwoFactorChange = "on" | "off" | "authenticator-added" | "authenticator-removed" | "recovery-codes-renewed";

/**
 * Every mail of the product. The outbox stores `props` as they are and seals `secrets` until the mail is delivered.
 * A mail to an unverified address has no name: an attacker could have chosen that text.
 */
export type MailTemplates = {
  "password-reset": { props: { name: Name; asked: Origin } & CodeAndLinkLife; secrets: CodeAndLink & NotMe };
  /** `codesLeft`: after a reset with a recovery code, the number left; otherwise null. */
  /** Mails queued before an update lack `codesUrl`. */
  "password-changed": {
    props: {
      name: Name;
      changed: Origin;
      by: "change" | "reset" | "invitation";
      codesLeft?: number | null;
      codesUrl?: string;
    };
    secrets: NotMe;
  };
  "email-verification": { props: { asked: Origin } & CodeAndLinkLife; secrets: CodeAndLink };
  "email-change-confirm": { props: { asked: Origin } & CodeAndLinkLife; secrets: CodeAndLink };
  /** To the reader of a reset link whose address a stranger used for an account. */
  "address-release": { props: { asked: Origin; linkMinutes: number }; secrets: { link: string } };
  "email-change-notice": {
    props: {
      name: Name;
      changed: Origin;
      newEmail: string;
      stage: "asked" | "done" | "administered";
      undoMinutes: number;
    };
    /** A request has no `undoLink`: `notMeUrl` cancels it. A change by an administrator has neither. */
    secrets: { undoLink: string | null; notMeUrl: string | null };
  };
  "new-sign-in": { props: { name: Name; loggedIn: Origin }; secrets: NotMe };
  "two-factor-changed": {
    props: { name: Name; changed: Origin; change: TwoFactorChange; authenticator: string | null };
    secrets: NotMe;
  };
  /** Mails queued before an update lack `use`. */
  "recovery-code-used": {
    props: { name: Name; used: Origin; codesLeft: number; use?: RecoveryCodeUse; codesUrl?: string };
    secrets: NotMe;
  };
  "account-exists": {
    props: { name: Name; asked: Origin; logInUrl: string; forgotPasswordUrl: string };
    secrets: Nothing;
  };
  /** To an address without an account. Mails queued before an update lack `isReminder` and `name`. */
  invitation: {
    props: { name?: Name; invitedBy: Name; at: string; linkMinutes: number; isReminder?: boolean };
    secrets: { link: string };
  };
  /** To a user whose account has no password yet. */
  "account-invitation": {
    props: {
      name: Name;
      invitedBy: Name;
      at: string;
      linkMinutes: number;
      isReminder: boolean;
      hasTwoFactor: boolean;
    };
    secrets: { link: string };
  };
  /** To administrators. `atLeast`: there were more failures than were counted. */
  "failed-log-ins": {
    props: { at: string; failures: number; accounts: number; addresses: number; atLeast: boolean; url: string };
    secrets: Nothing;
  };
  "test-mail": { props: { sentBy: Name; at: string }; secrets: Nothing };
};

export type MailTemplate = keyof MailTemplates;

const everyTemplate: Record<MailTemplate, true> = {
  "password-reset": true,
  "password-changed": true,
  "email-verification": true,
  "email-change-confirm": true,
  "address-release": true,
  "email-change-notice": true,
  "new-sign-in": true,
  "two-factor-changed": true,
  "recovery-code-used": true,
  "account-exists": true,
  invitation: true,
  "account-invitation": true,
  "failed-log-ins": true,
  "test-mail": true,
};
export const mailTemplates = Object.keys(everyTemplate) as [MailTemplate, ...MailTemplate[]];

export type MailProps<Template extends MailTemplate> = MailTemplates[Template]["props"];
export type MailSecrets<Template extends MailTemplate> = MailTemplates[Template]["secrets"];

export type FullMailProps<Template extends MailTemplate> = MailProps<Template> & MailSecrets<Template>;

/** Any mail, with the props of its template. */
export type AnyMail = {
  [Template in MailTemplate]: { template: Template; props: FullMailProps<Template> };
}[MailTemplate];

export type RenderedMail = { subject: string; html: string; text: string };
