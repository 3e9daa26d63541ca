import { isForeignHash } from "../accounts/stored-hash";

/** `hash`: it can be verified here. `unverifiable`: it is a hash of another kind. `none`: the user has no password. */
export type ForeignPassword =
  | { kind: "hash"; hash: string }
  | { kind: "unverifiable"; hash: null }
  | { kind: "none"; hash: null };

// Schemes in front of a hash that can be verified without them: Django's, Spring's and LDAP's.
const SCHEME = /^(?:bcrypt\$|argon2(?=\$argon2id\$)|\{(?:bcrypt|crypt|blf-crypt|argon2|argon2id|argon2@\w+)\})/i;
const CLEAR_SCHEME = /^\{(?:noop|plain|plaintext|clear|cleartext)\}/i;

// Django's and Unix's marks for an account without a password, masks, and words of databases.
const NONE = /^(?:![A-Za-z0-9]{40}|!{0,2}\**|x|redacted|\*LK\*|\\N|null|none|true|false)$/i;

const forms = [
  // crypt(3) and the PHC format, among them WordPress's $P$ and $wp$.
  /^\$[a-z0-9][a-z0-9_.-]*\$?.{8,}$/i,
  // Django: algorithm, iterations, salt, hash.
  /^(?:pbkdf2_\w+|scrypt|argon2\w*|bcrypt\w*|sha1|md5|unsalted_\w+|hex\w*|sha\d+|crypt)\$\S*$/i,
  // Werkzeug, and ASP.NET's readable forms.
  /^(?:pbkdf2|scrypt|sha\d+|md5)[:$]\S+$/i,
  // LDAP's, and the marks that readers of exports write.
  /^\{[\w@ .+/-]+\}.*$/,
  // Hexadecimal, and with a salt: Better Auth, Joomla.
  /^(?:0x|\*)?[0-9a-f]{32,256}(?::\S{1,256})?$/i,
  /^\S{1,64}:[0-9a-f]{32,256}$/i,
  // Base64 of 30 bytes or more: ASP.NET Identity, Firebase.
  /^(?=.*[0-9+/=])(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9+/_-]{40,}={0,2}$/,
];

// The longest hashes, of SHA-512 with many parameters, have 200.
const LENGTH_MAX = 1000;

/** What a cell in a column of password hashes holds; null for text that isn't a hash, which may be a password. */
export function readForeignPassword(text: string): ForeignPassword | null {
  const trimmed = text.trim();
  if (trimmed.length > LENGTH_MAX) return null;
  if (NONE.test(trimmed)) return { kind: "none", hash: null };
  if (CLEAR_SCHEME.test(trimmed)) return null;
  const hash = trimmed.replace(SCHEME, "");
  if (isForeignHash(hash)) return { kind: "hash", hash };
  return forms.some((form) => form.test(trimmed)) ? { kind: "unverifiable", hash: null } : null;
}
