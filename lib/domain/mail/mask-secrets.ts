const MASK = "****";

/** What a mail's secrets look like to somebody whom they are not for: links keep their page and lose their token. */
export function maskSecrets(secrets: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(secrets).map(([name, value]) => [name, typeof value === "string" ? maskSecret(value) : value]),
  );
}

/** Stands in for secrets that are gone; what was a link is still an address, or no mail could be made of it. */
export function placeholderSecrets(publicOrigin: string): Readonly<Record<string, string>> {
  const address = `${publicOrigin}/${MASK}`;
  return { link: address, code: MASK, notMeUrl: address, undoLink: address };
}

function maskSecret(secret: string): string {
  const questionMark = secret.indexOf("?");
  return /^https?:/.test(secret) && questionMark !== -1 ? `${secret.slice(0, questionMark)}?token=${MASK}` : MASK;
}
