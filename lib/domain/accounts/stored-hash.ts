export type StoredHash =
  /** `keyId` when the password was keyed-hashed first, because bcrypt could not have read all of it. */
  | { algorithm: "bcrypt"; keyId: string | null; variant: string; cost: number; hash: string }
  | { algorithm: "argon2id"; memoryKib: number; passes: number; lanes: number; hash: string };

/** OWASP's second choice of equal strength: 19 MiB, two passes, one lane. */
export const argon2idParameters = { memoryKib: 19 * 1024, passes: 2, lanes: 1 } as const;

// A stored hash names its own price. Above these it would hold a thread for many seconds, and is taken for damaged.
const BCRYPT_COST_MAX = 16;
const MEMORY_KIB_MAX = 256 * 1024;
const PASSES_MAX = 16;
const LANES_MAX = 16;

const KEYED_PREFIX = "$lk1$";
// The last characters of salt and digest hold fewer than six bits. With stray ones no library writes a hash, and none of ours computes one.
const bcryptPattern = /^\$(2[aby])\$(\d\d)\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$/;
const argon2idPattern =
  /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,2}),p=(\d{1,2})\$[A-Za-z0-9+/]{11,64}\$[A-Za-z0-9+/]{22,86}$/;

/** Reads a stored hash: bcrypt as every library writes it, the same behind `$lk1$KEYID`, or argon2id's PHC string; else null. */
export function parseStoredHash(text: string): StoredHash | null {
  if (!text.startsWith(KEYED_PREFIX)) return parseBcrypt(text, null) ?? parseArgon2id(text);
  const [, keyId, hash] = /^\$lk1\$([A-Za-z0-9_-]{8})(\$.{59})$/.exec(text) ?? [];
  return keyId === undefined || hash === undefined ? null : parseBcrypt(hash, keyId);
}

/** Whether a hash of another system can be verified here as it is: one that a key of that system went into can't. */
export function isForeignHash(text: string): boolean {
  const stored = parseStoredHash(text);
  return stored !== null && (stored.algorithm === "argon2id" || stored.keyId === null);
}

/** Stands in place of a hash where there is no password yet: no password matches it. */
export const NO_PASSWORD = "!";

/** Marks a bcrypt hash as one of a password that the named key hashed first. */
export function keyedBcryptHash(keyId: string, bcryptHash: string): string {
  return KEYED_PREFIX + keyId + bcryptHash;
}

/** Well-formed hashes that no password is known to give, for work whose result nobody looks at. */
export function dummyBcryptHash(cost: number): string {
  return `$2b$${String(cost).padStart(2, "0")}$${".".repeat(53)}`;
}

export function dummyArgon2idHash(): string {
  const { memoryKib, passes, lanes } = argon2idParameters;
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$${"A".repeat(22)}$${"A".repeat(43)}`;
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
  const [memoryKib = 0, passes = 0, lanes = 0] = match.slice(1).map(Number);
  // RFC 9106 §3.1: at least one pass, and 8 KiB for each lane.
  if (passes < 1 || lanes < 1 || memoryKib < 8 * lanes) return null;
  if (memoryKib > MEMORY_KIB_MAX || passes > PASSES_MAX || lanes > LANES_MAX) return null;
  return { algorithm: "argon2id", memoryKib, passes, lanes, hash };
}
