/** What was done, when and from where, as its owner would recognise it. */
export type Origin = {
  /** ISO 8601. */
  at: string;
  /** Our own words for the browser or program, such as "Firefox on Linux". */
  device: string;
  address: string | null;
};

/** The full name of whoever is greeted; null greets nobody by name. */
type Name = string | null;

/** Good for as long as `…Minutes` says, counted from the `at` of the same mail. */
type CodeAndLink = { link: string; code: string | null };
type CodeAndLinkLife = { linkMinutes: number; codeMinutes: number };

/** Leads to the page that undoes what its owner did not do. */
type NotMe = { notMeUrl: string };
type Nothing = { link?: never; code?: never; notMeUrl?: never };

export type TwoFactorChange = "on" | "off" | "authenticator-added" | "authenticator-removed" | "recovery-codes-renewed";

/**
 * Every mail that the product sends: `props` are kept as they are, `secrets` (whatever opens something) are sealed until
 * the mail is delivered. A mail to an address that nobody has proven carries no name: it would be a stranger's text.
 */
export type MailTemplates = {
  "password-reset": { props: { name: Name; asked: Origin } & CodeAndLinkLife; secrets: CodeAndLink & NotMe };
  "password-changed": { props: { name: Name; changed: Origin; by: "change" | "reset" }; secrets: NotMe };
  "email-verification": { props: { asked: Origin } & CodeAndLinkLife; secrets: CodeAndLink };
  "email-change-confirm": { props: { asked: Origin } & CodeAndLinkLife; secrets: CodeAndLink };
  "email-change-notice": {
    props: {
      name: Name;
      changed: Origin;
      newEmail: string;
      stage: "asked" | "done" | "administered";
      undoMinutes: number;
    };
    /** Before it is done there is nothing to take back: then `notMeUrl` cancels it. What an administrator did is theirs to take back. */
    secrets: { undoLink: string | null; notMeUrl: string | null };
  };
  "new-sign-in": { props: { name: Name; loggedIn: Origin }; secrets: NotMe };
  "two-factor-changed": {
    props: { name: Name; changed: Origin; change: TwoFactorChange; authenticator: string | null };
    secrets: NotMe;
  };
  "recovery-code-used": { props: { name: Name; used: Origin; codesLeft: number }; secrets: NotMe };
  "account-exists": {
    props: { name: Name; asked: Origin; logInUrl: string; forgotPasswordUrl: string };
    secrets: Nothing;
  };
  invitation: { props: { invitedBy: Name; at: string; linkMinutes: number }; secrets: { link: string } };
  "test-mail": { props: { sentBy: Name; at: string }; secrets: Nothing };
};

export type MailTemplate = keyof MailTemplates;

export type MailProps<Template extends MailTemplate> = MailTemplates[Template]["props"];
export type MailSecrets<Template extends MailTemplate> = MailTemplates[Template]["secrets"];

/** All that a template shows. */
export type FullMailProps<Template extends MailTemplate> = MailProps<Template> & MailSecrets<Template>;

/** One mail with what belongs to its template, for those who handle all of them alike. */
export type AnyMail = {
  [Template in MailTemplate]: { template: Template; props: FullMailProps<Template> };
}[MailTemplate];

export type RenderedMail = { subject: string; html: string; text: string };
