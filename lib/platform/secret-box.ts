import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { keyCheckOf } from "./key-check";
import { keyIdOf } from "./key-id";

const VERSION = "v1";
// NIST SP 800-38D section 8.2.2: a random 96-bit nonce allows 2^32 seals with one key.
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts values that must be read again (AES-256-GCM), each bound to its record. `keys` are newest first: the first
 * one seals, all of them open. A sealed value is `v1.KEYID.BASE64URL(nonce ‖ ciphertext ‖ tag)`.
 */
export function createSecretBox(keys: readonly string[]) {
  const rings = keys.map((key) => ({
    id: keyIdOf(key),
    key: Buffer.from(hkdfSync("sha256", key, "", "latchkey secret box v1", 32)),
  }));
  const [newest] = rings;
  if (newest === undefined) throw new Error("There is no key to seal with.");

  return {
    /** The newest key's check value, which the database stores. */
    keyCheck: keyCheckOf(keys[0] ?? ""),
    seal(plaintext: string, boundTo: string): string {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", newest.key, nonce, { authTagLength: TAG_BYTES }).setAAD(
        Buffer.from(boundTo),
      );
      const sealed = Buffer.concat([nonce, cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `${VERSION}.${newest.id}.${sealed.toString("base64url")}`;
    },
    /** Null when no key of ours sealed it, it was changed, or it belongs to another record. */
    open(sealed: string, boundTo: string): string | null {
      const [version, keyId, text = "", ...rest] = sealed.split(".");
      const ring = rings.find(({ id }) => id === keyId);
      const bytes = Buffer.from(text, "base64url");
      if (version !== VERSION || ring === undefined || rest.length > 0 || bytes.length < NONCE_BYTES + TAG_BYTES)
        return null;
      try {
        const decipher = createDecipheriv("aes-256-gcm", ring.key, bytes.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(Buffer.from(boundTo)).setAuthTag(bytes.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString(
          "utf8",
        );
      } catch {
        return null;
      }
    },
    /** True when an older key sealed it, so that key can't be removed yet. */
    isOutdated(sealed: string): boolean {
      return sealed.split(".")[1] !== newest.id;
    },
  };
}
