import { createHmac } from "node:crypto";
import {
  argon2idParameters,
  dummyArgon2idHash,
  dummyBcryptHash,
  keyedBcryptHash,
  NO_PASSWORD,
  parseStoredHash,
  type StoredHash,
  type UnreadableHash,
} from "@/lib/domain/accounts/stored-hash";
import { bcryptReadsAllOf } from "@/lib/domain/passwords/bcrypt-reach";
import type { HashTask, VerifyTask } from "./hash-worker.mjs";
import { keyIdOf } from "./key-id";

export type HashingSettings = {
  algorithm: "bcrypt" | "argon2id";
  bcryptCost: number;
  /** Newest first: the first key hashes, all keys verify. */
  passwordKeys: readonly string[];
};

export type HashingPlan = { task: HashTask; finish(hash: string): string };

/** `countsAsMatch` is false when a hash is computed only for its duration. */
export type VerificationPlan = {
  task: VerifyTask;
  countsAsMatch: boolean;
  needsRehash: boolean;
  /** Why the stored hash can't be read, if it can't. */
  unreadable?: UnreadableHash;
};

export function planHashing(password: string, settings: HashingSettings): HashingPlan {
  const { algorithm, bcryptCost } = settings;
  if (algorithm === "argon2id" || bcryptReadsAllOf(password)) {
    return { task: { kind: "hash", algorithm, bcryptCost, password }, finish: (hash) => hash };
  }
  const key = newestKey(settings);
  return {
    task: { kind: "hash", algorithm, bcryptCost, password: keyedHash(password, key) },
    finish: (hash) => keyedBcryptHash(keyIdOf(key), hash),
  };
}

/** For another system, which has neither our keys nor our prefix. */
export function planPortableHash(
  password: string,
  algorithm: HashingSettings["algorithm"],
  { bcryptCost }: HashingSettings,
): HashTask {
  if (algorithm === "bcrypt" && !bcryptReadsAllOf(password))
    throw new RangeError("bcrypt would ignore the end of this password.");
  return { kind: "hash", algorithm, bcryptCost, password };
}

/**
 * What to compute for a log-in attempt, against a stored hash or none (null): always one hash, at its own cost. Refusals
 * are evened out by their time afterwards.
 */
export function planVerification(
  password: string,
  storedHash: string | null,
  settings: HashingSettings,
): VerificationPlan {
  const stored = storedHash === null ? null : parseStoredHash(storedHash);
  const input = stored === null ? null : inputFor(stored, password, settings);
  if (stored === null || input === null) {
    const unreadable = whyUnreadable(storedHash, stored, settings);
    return { ...planNothing(password, settings), ...(unreadable !== undefined && { unreadable }) };
  }
  return {
    task: { kind: "verify", password: input, hash: stored.hash },
    // UTF-8 encodes every lone surrogate as the same replacement character.
    countsAsMatch: !/\p{Surrogate}/u.test(password),
    needsRehash: !isCurrent(stored, settings),
  };
}

/**
 * Null when no password can match: passwords that agree in bcrypt's first 72 bytes, or up to a NUL, must not both be
 * accepted.
 */
function inputFor(stored: StoredHash, password: string, settings: HashingSettings): string | null {
  if (stored.algorithm === "argon2id") return password;
  if (stored.keyId === null) return bcryptReadsAllOf(password) ? password : null;
  const key = findKey(settings, stored.keyId);
  return key === undefined ? null : keyedHash(password, key);
}

function whyUnreadable(
  storedHash: string | null,
  stored: StoredHash | null,
  settings: HashingSettings,
): UnreadableHash | undefined {
  if (stored === null) return storedHash === null || storedHash === NO_PASSWORD ? undefined : "malformed";
  const keyId = stored.algorithm === "bcrypt" ? stored.keyId : null;
  return keyId === null || findKey(settings, keyId) !== undefined ? undefined : "unknown_key";
}

function planNothing(password: string, settings: HashingSettings): VerificationPlan {
  const input =
    settings.algorithm === "argon2id" || bcryptReadsAllOf(password)
      ? password
      : keyedHash(password, newestKey(settings));
  return {
    task: { kind: "verify", password: input, hash: ownSample(settings) },
    countsAsMatch: false,
    needsRehash: false,
  };
}

function isCurrent(stored: StoredHash, settings: HashingSettings): boolean {
  if (stored.algorithm !== settings.algorithm) return false;
  if (stored.algorithm === "argon2id") {
    const { memoryKib, passes, lanes } = argon2idParameters;
    return stored.memoryKib === memoryKib && stored.passes === passes && stored.lanes === lanes;
  }
  const isCurrentKey = stored.keyId === null || stored.keyId === keyIdOf(newestKey(settings));
  return isCurrentKey && stored.variant === "2b" && stored.cost === settings.bcryptCost;
}

/** A dummy hash of the configured cost. */
export function ownSample({ algorithm, bcryptCost }: Pick<HashingSettings, "algorithm" | "bcryptCost">): string {
  return algorithm === "argon2id" ? dummyArgon2idHash() : dummyBcryptHash(bcryptCost);
}

/**
 * 384 bits as 64 characters, all within bcrypt's input limit. The key prevents attackers from trying a list of plain
 * SHA-384 hashes.
 */
function keyedHash(password: string, key: string): string {
  return createHmac("sha384", key).update(password).digest("base64");
}

function findKey({ passwordKeys }: HashingSettings, keyId: string): string | undefined {
  return passwordKeys.find((candidate) => keyIdOf(candidate) === keyId);
}

function newestKey({ passwordKeys }: HashingSettings): string {
  const [key] = passwordKeys;
  if (key === undefined) throw new Error("There is no password key.");
  return key;
}
