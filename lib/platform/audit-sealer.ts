import { createHash, createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { keyIdOf } from "./key-id";

const VERSION = "v1";

/**
 * Digests and signs for the audit log. `keys` are newest first: the first one signs, all of them verify. A signature is
 * `v1.KEYID.BASE64URL(HMAC-SHA-256)`.
 */
export function createAuditSealer(keys: readonly string[]) {
  // A separate derived key, so that no other use of ENCRYPTION_KEY can produce a valid signature.
  const rings = keys.map((key) => ({
    id: keyIdOf(key),
    key: Buffer.from(hkdfSync("sha256", key, "", "latchkey audit seal v1", 32)),
  }));
  const [newest] = rings;
  if (newest === undefined) throw new Error("There is no key to seal with.");
  const macOf = (key: Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

  return {
    digest(text: string): string {
      return createHash("sha256").update(text).digest("base64url");
    },
    sign(text: string): string {
      return `${VERSION}.${newest.id}.${macOf(newest.key, text).toString("base64url")}`;
    },
    /** `key_unknown` when none of our keys has this id; the key may have been removed. */
    check(signature: string, text: string): "valid" | "changed" | "key_unknown" {
      const [version, keyId, mac = "", ...rest] = signature.split(".");
      if (version !== VERSION || rest.length > 0) return "changed";
      const ring = rings.find(({ id }) => id === keyId);
      if (ring === undefined) return "key_unknown";
      const expected = Buffer.from(macOf(ring.key, text).toString("base64url"));
      const given = Buffer.from(mac);
      return given.length === expected.length && timingSafeEqual(given, expected) ? "valid" : "changed";
    },
  };
}
