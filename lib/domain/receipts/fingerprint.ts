// Domain separation: a fingerprint can't be used for any other purpose of the same key.
const PURPOSE = "latchkey receipt v1\n";

/**
 * The fingerprint of a password: base64url of HMAC-SHA-256 over the purpose and the password's UTF-8, without normalisation.
 * `key` is base64url of 32 bytes. Works in browsers and in Node.
 */
export async function fingerprintOf(key: string, password: string): Promise<string> {
  const { subtle } = globalThis.crypto;
  const hmacKey = await subtle.importKey("raw", fromBase64url(key), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signature = await subtle.sign("HMAC", hmacKey, new TextEncoder().encode(PURPOSE + password));
  return toBase64url(new Uint8Array(signature));
}

/** Browsers provide SubtleCrypto only over https and on localhost. */
export function canFingerprint(): boolean {
  return (globalThis.crypto as Partial<Crypto>).subtle !== undefined;
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}

function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
