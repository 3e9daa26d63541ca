/** What every mail says of the server that sent it. */
export type MailSite = {
  /** Without a trailing slash. */
  publicOrigin: string;
  supportContact: string | null;
};
