import { randomBelow, type RandomSource } from "../random";

// RFC 4648 section 6. It has no 0, 1 or 8, so these digits can only be a misread O, I or B.
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const LOOK_ALIKES: Readonly<Record<string, string>> = { "0": "O", "1": "I", "8": "B" };

/** 120 bits: ASVS 5.0 6.5.2 requires 112 when codes are stored with a fast hash. */
export const RECOVERY_CODE_LENGTH = 24;
export const RECOVERY_CODES = 10;
/** With this many codes or fewer left, the owner is warned at every use. */
export const RECOVERY_CODES_FEW = 3;

/** A new recovery code in its stored form, without hyphens. */
export function drawRecoveryCode(random: RandomSource): string {
  return Array.from({ length: RECOVERY_CODE_LENGTH }, () => BASE32.charAt(randomBelow(random, BASE32.length))).join("");
}

/** For display: six groups of four. */
export function formatRecoveryCode(code: string): string {
  return code.match(/.{1,4}/g)?.join("-") ?? "";
}

/** A typed code in its stored form, in upper or lower case and with any separators; null when it can't be a code. */
export function normalizeRecoveryCode(text: string): string | null {
  const typed = text.replace(/[\s-]+/g, "");
  // Tested before folding, because toUpperCase turns the long s into an ASCII letter.
  if (typed.length !== RECOVERY_CODE_LENGTH || !/^[A-Za-z0-8]+$/.test(typed)) return null;
  return typed.toUpperCase().replace(/[018]/g, (digit) => LOOK_ALIKES[digit] ?? digit);
}
