/** The server that sends the mail. */
export type MailSite = {
  /** Without a trailing slash. */
  publicOrigin: string;
  /** The name of the club or company. */
  organisationName: string | null;
  supportContact: string | null;
};
