const MASK = "****";

/** Masks a mail's codes and the tokens of its links. */
export function maskSecrets(secrets: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(secrets).map(([name, value]) => [name, typeof value === "string" ? maskSecret(value) : value]),
  );
}

/** Replaces the secrets of a delivered mail. Links stay URLs, or the mail couldn't be rendered. */
export function placeholderSecrets(publicOrigin: string): Readonly<Record<string, string>> {
  const address = `${publicOrigin}/${MASK}`;
  return { link: address, code: MASK, notMeUrl: address, undoLink: address };
}

function maskSecret(secret: string): string {
  const questionMark = secret.indexOf("?");
  return /^https?:/.test(secret) && questionMark !== -1 ? `${secret.slice(0, questionMark)}?token=${MASK}` : MASK;
}
