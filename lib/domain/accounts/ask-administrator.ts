/** Tells a user to ask an administrator, with the contact that the operator configured. */
export function askAdministrator(what: string, supportContact: string | null): string {
  const request = `Ask an administrator ${what}.`;
  return supportContact === null ? request : `${request} Contact: ${supportContact}`;
}

/** The link to a contact that is a web address or an email address; null for other text. */
export function supportHref(supportContact: string): string | null {
  if (/^https?:\/\/\S+$/.test(supportContact)) return supportContact;
  return /^[^\s@<>]+@[^\s@<>]+$/.test(supportContact) ? `mailto:${supportContact}` : null;
}
