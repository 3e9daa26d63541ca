import { randomBelow, type RandomSource } from "../random";

// RFC 4648 section 6. No 0, 1 or 8, so what looks like one of them can only have been O, I or B.
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const LOOK_ALIKES: Readonly<Record<string, string>> = { "0": "O", "1": "I", "8": "B" };

/** 120 bits: ASVS 5.0 6.5.2 asks for 112 where a fast hash keeps them. */
export const RECOVERY_CODE_LENGTH = 24;
export const RECOVERY_CODES = 10;
/** From so many left on, their owner is told at every turn. */
export const RECOVERY_CODES_FEW = 3;

/** A new recovery code in its stored form, without hyphens. */
export function drawRecoveryCode(random: RandomSource): string {
  return Array.from({ length: RECOVERY_CODE_LENGTH }, () => BASE32.charAt(randomBelow(random, BASE32.length))).join("");
}

/** As it is shown, printed and saved: six groups of four. */
export function formatRecoveryCode(code: string): string {
  return code.match(/.{1,4}/g)?.join("-") ?? "";
}

/** What somebody typed in its stored form, in either case and with whatever between the groups; null when it can't be one. */
export function normalizeRecoveryCode(text: string): string | null {
  const typed = text.replace(/[\s-]+/g, "");
  // Tested before folding, since toUpperCase makes an ASCII letter of the long s.
  if (typed.length !== RECOVERY_CODE_LENGTH || !/^[A-Za-z0-8]+$/.test(typed)) return null;
  return typed.toUpperCase().replace(/[018]/g, (digit) => LOOK_ALIKES[digit] ?? digit);
}
