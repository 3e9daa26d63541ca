import { randomBelow, type RandomSource } from "../random";

type CodeForm = { length: number; alphabet: string; lookAlikes: Readonly<Record<string, string>> };

/** Crockford's base32, which has no I, L, O and U: 80 bits, stored with a slow hash (ASVS 5.0 6.5.2). */
const current: CodeForm = {
  length: 16,
  alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZ",
  lookAlikes: { I: "1", L: "1", O: "0" },
};

/** Codes created before: RFC 4648's base32, which has no 0, 1 and 8. Their 120 bits are stored with a fast hash. */
const older: CodeForm = {
  length: 24,
  alphabet: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
  lookAlikes: { "0": "O", "1": "I", "8": "B" },
};

export const RECOVERY_CODE_RULE = `${current.length} letters and digits`;
/** Also names the codes created before, which still work. */
export const RECOVERY_CODE_RULE_IN_FULL = `${RECOVERY_CODE_RULE}, or ${older.length} in an older code`;
export const RECOVERY_CODES = 10;
/** With this many codes or fewer left, the owner is warned at every use. */
export const RECOVERY_CODES_FEW = 3;

/** A new recovery code in its stored form, without hyphens. */
export function drawRecoveryCode(random: RandomSource): string {
  const { length, alphabet } = current;
  return Array.from({ length }, () => alphabet.charAt(randomBelow(random, alphabet.length))).join("");
}

/** For display: groups of four. */
export function formatRecoveryCode(code: string): string {
  return code.match(/.{1,4}/g)?.join("-") ?? "";
}

/** A typed code in its stored form, in upper or lower case and with any separators; null when it can't be a code. */
export function normalizeRecoveryCode(text: string): string | null {
  const typed = withoutSeparators(text);
  const form = [current, older].find(({ length }) => typed.length === length);
  // Tested before folding, because toUpperCase turns the long s into an ASCII letter.
  if (form === undefined || !/^[A-Za-z0-9]+$/.test(typed)) return null;
  const code = typed.toUpperCase().replace(/./g, (character) => form.lookAlikes[character] ?? character);
  return [...code].every((character) => form.alphabet.includes(character)) ? code : null;
}

/** What is wrong with a text that can't be a code; older codes are named only to a user who may have typed one. */
export function recoveryCodeProblem(text: string): string | null {
  if (normalizeRecoveryCode(text) !== null) return null;
  const rule = withoutSeparators(text).length === older.length ? RECOVERY_CODE_RULE_IN_FULL : RECOVERY_CODE_RULE;
  return `That isn’t a recovery code. It has ${rule}.`;
}

function withoutSeparators(text: string): string {
  return text.replace(/[\s-]+/g, "");
}

export function isOlderRecoveryCode(code: string): boolean {
  return code.length === older.length;
}
