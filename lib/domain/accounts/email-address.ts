// RFC 5321 §4.5.3.1: 64 octets before the @, and a path of 256 with its angle brackets.
const LOCAL_PART_MAX = 64;
const ADDRESS_MAX = 254;

const dotAtom = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const domainLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The normalised form in which an address is stored and looked up, or null if the address isn't accepted: an RFC 5321
 * dot-atom in ASCII, then a domain name with a dot. No quoted local part, comment, IP address or trailing dot;
 * international domains must be in punycode (`xn--…`).
 */
export function normalizeEmail(text: string): string | null {
  const trimmed = text.trim();
  // Checked before folding: NFC and toLowerCase turn the Kelvin sign into an ASCII letter, which gives another user's address.
  if (trimmed.length > ADDRESS_MAX || !/^[\x21-\x7e]+$/.test(trimmed)) return null;

  const [localPart, domain, ...more] = trimmed.toLowerCase().split("@");
  if (localPart === undefined || domain === undefined || more.length > 0) return null;
  if (localPart.length > LOCAL_PART_MAX || !dotAtom.test(localPart) || !isDomain(domain)) return null;
  return `${localPart}@${domain}`;
}

function isDomain(domain: string): boolean {
  const labels = domain.split(".");
  // RFC 3696 §2: a top-level domain is never all digits; one that begins with a digit would be part of an IP address.
  return labels.length > 1 && labels.every((label) => domainLabel.test(label)) && /\.[a-z][^.]*$/.test(domain);
}
