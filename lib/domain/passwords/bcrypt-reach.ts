/** bcrypt's input limit; it ignores the rest of a longer password. */
export const BCRYPT_BYTES_MAX = 72;

const encoder = new TextEncoder();

export function utf8Bytes(text: string): number {
  return encoder.encode(text).length;
}

// A NUL ends the password for bcrypt libraries in C, which must be able to verify what we store.
export function bcryptReadsAllOf(password: string): boolean {
  return utf8Bytes(password) <= BCRYPT_BYTES_MAX && !password.includes("\0");
}
