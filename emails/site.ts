/** The server that sends the mail. */
export type MailSite = {
  /** Without a trailing slash. */
  publicOrigin: string;
  /** The name of the club or company. */
  organisationName: string | null;
  supportContact: string | null;
};

/** Whose account it is, in the words of its owner: a member knows the club, not the software. */
export function serviceName({ organisationName }: MailSite): string {
  return organisationName ?? "Latchkey";
}
