import { randomBelow, type RandomSource } from "../random";

/** Eight digits: with five attempts at each of three mails an hour, a guess hits once in seven million hours. */
export const MAILED_CODE_DIGITS = 8;
export const MAILED_CODE_MINUTES = 10;
export const MAILED_CODE_ATTEMPTS_MAX = 5;

/** How many mails with a link or code go to one address, whoever asks. */
export const mailsToOneAddress = { requestsMax: 3, windowSeconds: 60 * 60 } as const;

/** How often one network may ask for any. */
export const mailsFromOneNetwork = { requestsMax: 20, windowSeconds: 60 * 60 } as const;

/** How often one network may come with a link or code that is none. */
export const mailedProofsFromOneNetwork = { requestsMax: 50, windowSeconds: 15 * 60 } as const;

/** How long the link of a sign-up, or of a new address, is good. */
export const VERIFICATION_LINK_HOURS = 24;

export function drawMailedCode(random: RandomSource): string {
  return Array.from({ length: MAILED_CODE_DIGITS }, () => String(randomBelow(random, 10))).join("");
}

/** As a mail shows it: two groups of four. */
export function formatMailedCode(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}

/** What somebody typed, without spaces and hyphens; null when it can't be a code. */
export function normalizeMailedCode(text: string): string | null {
  const digits = text.replace(/[\s-]+/g, "");
  return /^[0-9]{8}$/.test(digits) ? digits : null;
}
