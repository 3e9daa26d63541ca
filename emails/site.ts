/** The server that sends the mail. */
export type MailSite = {
  /** Without a trailing slash. */
  publicOrigin: string;
  supportContact: string | null;
};
