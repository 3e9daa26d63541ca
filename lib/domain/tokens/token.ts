import type { RandomSource } from "@/lib/domain/random";

/** How each encoding writes bytes. RFC 4648 sections 8, 5 and 6 without padding, and Bitcoin's Base58. */
const alphabets = {
  hex: "0123456789abcdef",
  base64url: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
  base32: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
  base58: "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
};

export type TokenEncoding = keyof typeof alphabets;

export const tokenEncodings = Object.keys(alphabets) as [TokenEncoding, ...TokenEncoding[]];

/** The settings of a token, under the names of the public interface. */
export type TokenOptions = { bytes: number; encoding: TokenEncoding; prefix: string };

/** 128 bits: the entropy that ASVS 5.0 11.5.1 requires of a secret. */
export const TOKEN_BYTES_MIN = 16;
/** 512 bits: HMAC-SHA-512 gains nothing from a longer key than its output. */
export const TOKEN_BYTES_MAX = 64;

export const TOKEN_PREFIX_MAX = 32;
/** Characters that need no quoting in URLs, headers and shells. */
export const TOKEN_PREFIX_PATTERN = /^[A-Za-z0-9_-]{0,32}$/;

/** base64url is the shortest of the encodings, and safe in URLs and headers. */
export const defaultTokenOptions: TokenOptions = { bytes: 32, encoding: "base64url", prefix: "" };

/** Every string of bytes is equally likely. */
export function generateToken({ bytes, encoding, prefix }: TokenOptions, random: RandomSource): string {
  return prefix + encodeBytes(drawBytes(bytes, random), encoding);
}

/** Exact: no encoding writes two strings of bytes alike. */
export function tokenEntropyBits({ bytes }: TokenOptions): number {
  return 8 * bytes;
}

/** The number of characters; in Base58 the most there can be. */
export function tokenLengthMax({ bytes, encoding, prefix }: TokenOptions): number {
  return prefix.length + Math.ceil((8 * bytes) / Math.log2(alphabets[encoding].length));
}

/**
 * Base58 has its natural length, which is one or a few characters below the most for some bytes: a fixed length would need
 * extra leading ones, which decoders read as extra zero bytes.
 */
export function encodeBytes(bytes: Uint8Array, encoding: TokenEncoding): string {
  return encoding === "base58" ? encodeBase58(bytes) : encodeBits(bytes, alphabets[encoding]);
}

/** The bytes of each word with the lowest first. The bytes of the last word that aren't needed are dropped. */
function drawBytes(count: number, random: RandomSource): Uint8Array {
  if (!Number.isInteger(count) || count < TOKEN_BYTES_MIN || count > TOKEN_BYTES_MAX) {
    throw new RangeError(`A token has ${TOKEN_BYTES_MIN} to ${TOKEN_BYTES_MAX} bytes.`);
  }
  const bytes = new Uint8Array(count);
  let word = 0;
  for (let index = 0; index < count; index += 1) {
    word = index % 4 === 0 ? random.uint32() : word >>> 8;
    bytes[index] = word;
  }
  return bytes;
}

/** For an alphabet whose size is a power of two. The last character is filled up with zero bits. */
function encodeBits(bytes: Uint8Array, alphabet: string): string {
  const width = Math.log2(alphabet.length);
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    held += 8;
    while (held >= width) {
      held -= width;
      text += alphabet.charAt(bits >> held);
      bits &= (1 << held) - 1;
    }
  }
  return held === 0 ? text : text + alphabet.charAt(bits << (width - held));
}

/** A leading zero byte is written as 1, the digit zero, as in draft-msporny-base58. */
function encodeBase58(bytes: Uint8Array): string {
  const firstOther = bytes.findIndex((byte) => byte !== 0);
  const zeros = firstOther === -1 ? bytes.length : firstOther;
  let number = bytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n);
  let digits = "";
  for (; number > 0n; number /= 58n) digits = alphabets.base58.charAt(Number(number % 58n)) + digits;
  return "1".repeat(zeros) + digits;
}
