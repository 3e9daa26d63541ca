import { wellKnownSecretDigests } from "./well-known-secrets";

// HS256 and AES-256 need 256 bits (ASVS 11.2.3).
const SECRET_LENGTH_MIN = 32;
const DIFFERENT_CHARACTERS_MIN = 10;

const SAMPLE_TEXT =
  /change.?(this|me)|replace.?(this|me|with)|example|sample|placeholder|your.?(secret|key|own|jwt)|(my|real|test|dev).?secret|secret.?(key|value|token|for)|supersecret|development|local.?dev|localhost|^\/run\/|password|insecure|openssl.rand|lorem.?ipsum|quick.?brown.?fox|keyboard.?cat|1q2w3e4r|0123456789abcdef|abcdefghijkl/i;

// The most common letter pairs in English: 7 % of the pairs in random letters, about 40 % in English text.
const ENGLISH_PAIRS = new Set(
  (
    "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le " +
    "ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur"
  ).split(" "),
);
const ENGLISH_SHARE_MIN = 0.3;

/** The weakness of a signing or encryption secret, as the rest of a sentence, or null. `sha256` returns base64url. */
export function findSecretWeakness(secret: string, sha256: (text: string) => string): string | null {
  // Some readers of environment files leave the quotes.
  const bare = secret.replace(/^["'`\s]+|["'`\s]+$/g, "");
  if (bare.length < SECRET_LENGTH_MIN) return "is too short";
  for (const text of [bare, ...textsEncodedIn(bare)]) {
    const weakness = findTextWeakness(text, sha256);
    if (weakness !== null) return weakness;
  }
  return null;
}

function findTextWeakness(text: string, sha256: (text: string) => string): string | null {
  const read = readDigits(text);
  if (isWellKnown(text, sha256) || SAMPLE_TEXT.test(text) || SAMPLE_TEXT.test(read)) return "is a sample value";
  if (new Set(text).size < DIFFERENT_CHARACTERS_MIN || isRepeated(text)) return "repeats itself";
  if (isSequence(text)) return "is a sequence";
  if (englishShareOf(text) >= ENGLISH_SHARE_MIN) return "is made of words";
  return null;
}

/**
 * What a secret in hex or base64 stands for, if that is text or a sequence of bytes: an encoded phrase is as easy to guess as
 * the phrase. Random bytes are neither.
 */
function textsEncodedIn(secret: string): string[] {
  const texts: string[] = [];
  if (/^([\da-f]{2})+$/i.test(secret))
    texts.push(secret.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))));
  const base64 = secret
    .replace(/^base64:/, "")
    .replaceAll("-", "+")
    .replaceAll("_", "/");
  if (/^[\w+/]+={0,2}$/.test(base64)) {
    try {
      texts.push(atob(base64));
    } catch {
      // The length is none of base64.
    }
  }
  return texts.filter((text) => /^[\x20-\x7e\r\n]+$/.test(text) || isSequence(text));
}

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  0: "o",
  1: "i",
  3: "e",
  4: "a",
  5: "s",
  7: "t",
  "@": "a",
  $: "s",
};

/** Reads digits that replace letters, except in a hex value. */
function readDigits(text: string): string {
  return /[g-z]/i.test(text) ? text.replace(/[013457@$]/g, (character) => LOOK_ALIKES[character] ?? character) : text;
}

/** The same for the first administrator's password, which may be a passphrase but not a single word. */
export function findPasswordWeakness(password: string, sha256: (text: string) => string): string | null {
  const read = readDigits(password);
  if (isWellKnown(password, sha256) || SAMPLE_TEXT.test(password) || SAMPLE_TEXT.test(read)) return "is a sample value";
  if (isRepeated(password)) return "repeats itself";
  if (isSequence(password)) return "is a sequence";
  if (isSingleWord(password) || isSingleWord(read)) return "is a single word";
  return null;
}

function isWellKnown(secret: string, sha256: (text: string) => string): boolean {
  // A hex secret has the same value in upper and lower case.
  return [secret, secret.toLowerCase(), secret.toUpperCase()].some((spelling) =>
    wellKnownSecretDigests.has(sha256(spelling)),
  );
}

/** Whether the text repeats a shorter text; the last repetition may be incomplete. */
function isRepeated(text: string): boolean {
  for (let period = 1; period <= text.length / 2; period += 1) {
    if (text.slice(period) === text.slice(0, -period)) return true;
  }
  return false;
}

const KEYBOARD_ROWS = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

/** Whether more than half of the characters repeat their predecessor or are next to it in ASCII or in a keyboard row. */
function isSequence(text: string): boolean {
  const characters = [...text.toLowerCase()];
  const steps = characters.slice(1).filter((next, index) => isNeighbour(characters[index] ?? "", next)).length;
  return steps > (characters.length - 1) / 2;
}

function isNeighbour(one: string, other: string): boolean {
  if (Math.abs(one.charCodeAt(0) - other.charCodeAt(0)) <= 1) return true;
  return KEYBOARD_ROWS.some(
    (row) => row.includes(one) && row.includes(other) && Math.abs(row.indexOf(one) - row.indexOf(other)) === 1,
  );
}

/** The share of character pairs that are common in English. */
function englishShareOf(text: string): number {
  const lower = text.toLowerCase();
  let common = 0;
  for (let index = 1; index < lower.length; index += 1) {
    if (ENGLISH_PAIRS.has(lower.slice(index - 1, index + 1))) common += 1;
  }
  return common / Math.max(1, lower.length - 1);
}

/** Whether the text is one English-like run of letters with optional digits and symbols around it, such as `Sunshine2024!`. */
function isSingleWord(text: string): boolean {
  const [, letters] = /^[^a-z]*([a-z]{3,})[^a-z]*$/i.exec(text) ?? [];
  return letters !== undefined && englishShareOf(letters) >= ENGLISH_SHARE_MIN;
}
