import { randomBelow, type RandomSource } from "../random";

/** Eight digits: with five attempts for each of three mails an hour, a guess succeeds once in about seven million hours. */
export const MAILED_CODE_DIGITS = 8;
export const MAILED_CODE_MINUTES = 10;
// An administrator reads it out: the attempts still limit guesses, not the time.
const HELD_CODE_MINUTES = 60;
export const MAILED_CODE_ATTEMPTS_MAX = 5;

/** Rate limit for mails with a link or code to one address, from any network. */
export const mailsToOneAddress = { requestsMax: 3, windowSeconds: 60 * 60 } as const;

/** Rate limit for requests for such mails from one network. */
export const mailsFromOneNetwork = { requestsMax: 20, windowSeconds: 60 * 60 } as const;

/** Rate limit for invalid links and codes from one network. */
export const mailedProofsFromOneNetwork = { requestsMax: 50, windowSeconds: 15 * 60 } as const;

/** How long the verification link for a sign-up or a new email address is valid. */
export const VERIFICATION_LINK_HOURS = 24;

/** How long a code is valid. Where no mail is sent, a person is in between; it never outlives its link. */
export function mailedCodeMinutes({ canMail, linkMinutes }: { canMail: boolean; linkMinutes: number }): number {
  return canMail ? MAILED_CODE_MINUTES : Math.min(HELD_CODE_MINUTES, linkMinutes);
}

/** The same for a code that verifies an address. */
export function verificationCodeMinutes(canMail: boolean): number {
  return mailedCodeMinutes({ canMail, linkMinutes: VERIFICATION_LINK_HOURS * 60 });
}

export function drawMailedCode(random: RandomSource): string {
  return Array.from({ length: MAILED_CODE_DIGITS }, () => String(randomBelow(random, 10))).join("");
}

/** For display in a mail: two groups of four. */
export function formatMailedCode(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}

/** A typed code without spaces and hyphens; null when it can't be a code. */
export function normalizeMailedCode(text: string): string | null {
  const digits = text.replace(/[\s-]+/g, "");
  return /^[0-9]{8}$/.test(digits) ? digits : null;
}
