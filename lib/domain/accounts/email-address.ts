// RFC 5321 §4.5.3.1: 64 octets before the @, and a path of 256 with its angle brackets.
const LOCAL_PART_MAX = 64;
const ADDRESS_MAX = 254;

const dotAtom = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const domainLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** An address as the user entered it, with its domain in ASCII, and its canonical form for look-ups. */
export type EmailAddress = { address: string; normalized: string };

/** The canonical form in which an address is stored and looked up, or null if the address isn't accepted. */
export function normalizeEmail(text: string): string | null {
  return parseEmail(text)?.normalized ?? null;
}

/**
 * Reads an address, or gives null: an RFC 5321 dot-atom in ASCII, then a domain name with a dot. The canonical form is in lower
 * case, with an international domain in punycode (RFC 5891) and without the dot that can end a domain name. A tag (`ada+news`)
 * stays, because it can be another mailbox. No quoted local part, comment or IP address.
 */
export function parseEmail(text: string): EmailAddress | null {
  const [localPart, domainText, ...more] = text.trim().split("@");
  if (localPart === undefined || domainText === undefined || more.length > 0) return null;
  // Checked before toLowerCase, which turns the Kelvin sign into an ASCII letter: that would be another user's address.
  if (!dotAtom.test(localPart) || localPart.length > LOCAL_PART_MAX) return null;

  const domain = asciiDomain(domainText.length > ADDRESS_MAX ? "" : domainText)?.replace(/\.$/, "");
  if (domain === undefined || !isDomain(domain.toLowerCase())) return null;
  const address = `${localPart}@${domain}`;
  return address.length > ADDRESS_MAX ? null : { address, normalized: address.toLowerCase() };
}

/** The domain as typed if it is ASCII; otherwise its A-labels. */
function asciiDomain(domain: string): string | undefined {
  if (isAscii(domain)) return domain;
  const dotted = domain.replace(/[\u3002\uff61]/g, ".");
  // Characters that stand for ASCII ones, such as a fullwidth letter or the Kelvin sign, would give another domain than is seen.
  const isPlain = /^[\p{L}\p{M}\p{N}\u200c\u200d.-]+$/u.test(dotted);
  if (!isPlain || [...dotted].some((character) => !isAscii(character) && isAscii(character.normalize("NFKC"))))
    return undefined;
  // The URL parser is the IDNA implementation that browsers and Node.js share.
  return URL.canParse(`http://${dotted}`) ? new URL(`http://${dotted}`).hostname : undefined;
}

function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}

function isDomain(domain: string): boolean {
  const labels = domain.split(".");
  // RFC 3696 §2: a top-level domain is never all digits; one that begins with a digit would be part of an IP address.
  return labels.length > 1 && labels.every((label) => domainLabel.test(label)) && /\.[a-z][^.]*$/.test(domain);
}
