export type StoredHash =
  /** `keyId` is set when a keyed hash was applied first, because the password exceeds bcrypt's input limit. */
  | { algorithm: "bcrypt"; keyId: string | null; variant: string; cost: number; hash: string }
  | { algorithm: "argon2id"; memoryKib: number; passes: number; lanes: number; hash: string };

/** The second of OWASP's configurations of equal strength: 19 MiB, two passes, one lane. */
export const argon2idParameters = { memoryKib: 19 * 1024, passes: 2, lanes: 1 } as const;

// A stored hash contains its cost parameters. Above these limits it would block a thread for many seconds, so it is treated
// as damaged.
const BCRYPT_COST_MAX = 16;
const MEMORY_KIB_MAX = 256 * 1024;
const PASSES_MAX = 16;
const LANES_MAX = 16;

const KEYED_PREFIX = "$lk1$";
// The last characters of salt and digest encode fewer than six bits. No library writes a hash with stray bits there.
const bcryptPattern = /^\$(2[aby])\$(\d\d)\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$/;
const argon2idPattern =
  /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{22,86})$/;

/** Parses a stored hash: bcrypt's usual format, the same after `$lk1$KEYID`, or argon2id's PHC string; else null. */
export function parseStoredHash(text: string): StoredHash | null {
  if (!text.startsWith(KEYED_PREFIX)) return parseBcrypt(text, null) ?? parseArgon2id(text);
  const [, keyId, hash] = /^\$lk1\$([A-Za-z0-9_-]{8})(\$.{59})$/.exec(text) ?? [];
  return keyId === undefined || hash === undefined ? null : parseBcrypt(hash, keyId);
}

/** Whether a hash of another system can be verified here. One that depends on a key of that system can't. */
export function isForeignHash(text: string): boolean {
  const stored = parseStoredHash(text);
  return stored !== null && (stored.algorithm === "argon2id" || stored.keyId === null);
}

/** Stored instead of a hash while an account has no password: no password matches it. */
export const NO_PASSWORD = "!";

/** Why a stored hash can't be read; `unknown_key`: it needs a PASSWORD_KEY that the server doesn't have. */
export type UnreadableHash = "malformed" | "unknown_key";

/** Marks a bcrypt hash whose input was a keyed hash of the password, with the named key. */
export function keyedBcryptHash(keyId: string, bcryptHash: string): string {
  return KEYED_PREFIX + keyId + bcryptHash;
}

/** Well-formed hashes without a known password, for verifications whose result is ignored. */
export function dummyBcryptHash(cost: number): string {
  return `$2b$${String(cost).padStart(2, "0")}$${".".repeat(53)}`;
}

export function dummyArgon2idHash({
  memoryKib,
  passes,
  lanes,
}: {
  memoryKib: number;
  passes: number;
  lanes: number;
} = argon2idParameters): string {
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$${"A".repeat(22)}$${"A".repeat(43)}`;
}

/** A dummy hash that costs as much to verify as this one; null if it can't be read. */
export function sampleHash(storedHash: string): string | null {
  const stored = parseStoredHash(storedHash);
  if (stored === null) return null;
  return stored.algorithm === "bcrypt" ? dummyBcryptHash(stored.cost) : dummyArgon2idHash(stored);
}

/** The same, for a hash of which only the part before the salt is known. */
export function sampleHashOfStart(start: string): string | null {
  return sampleHash(start + (start.startsWith("$argon2id$") ? `${"A".repeat(22)}$${"A".repeat(43)}` : ".".repeat(53)));
}

function parseBcrypt(hash: string, keyId: string | null): StoredHash | null {
  const [, variant, digits] = bcryptPattern.exec(hash) ?? [];
  const cost = Number(digits);
  if (variant === undefined || cost < 4 || cost > BCRYPT_COST_MAX) return null;
  return { algorithm: "bcrypt", keyId, variant, cost, hash };
}

function parseArgon2id(hash: string): StoredHash | null {
  const match = argon2idPattern.exec(hash);
  if (match === null) return null;
  const [memoryKib = 0, passes = 0, lanes = 0] = match.slice(1, 4).map(Number);
  // Base64 never has one character left over.
  if (match.slice(4).some((text) => text.length % 4 === 1)) return null;
  // RFC 9106 §3.1: at least one pass, and 8 KiB for each lane.
  if (passes < 1 || lanes < 1 || memoryKib < 8 * lanes) return null;
  if (memoryKib > MEMORY_KIB_MAX || passes > PASSES_MAX || lanes > LANES_MAX) return null;
  return { algorithm: "argon2id", memoryKib, passes, lanes, hash };
}
