import { createHash, randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";

/** 256 random bits for a link, cookie or refresh token; only the hash is stored. */
export function newSecretToken(): string {
  return randomBytes(32).toString("base64url");
}

/** The stored hash of a secret token. A fast hash is enough for 256 random bits. */
export function hashSecretToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/**
 * The stored hash of a secret that is short enough to type. It takes time and memory, and the same secret of two accounts
 * has two hashes.
 */
export async function hashLookupSecret(secret: string, salt: string): Promise<string> {
  return (await runScrypt(secret, salt)).toString("base64url");
}

const deriveKey = promisify<string, string, number, { N: number; r: number; p: number }, Buffer>(scrypt);

// 4 MiB and about 10 ms, much for a secret of 80 random bits. Changing these numbers makes all stored codes useless.
const runScrypt = (secret: string, salt: string): Promise<Buffer> =>
  deriveKey(secret, salt, 32, { N: 2 ** 12, r: 8, p: 1 });
