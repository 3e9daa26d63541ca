import { findPasswordLengthProblem, PASSWORD_MIN } from "./password-length";

export type PasswordFacts = {
  email: string | null;
  username: string | null;
  fullName: string | null;
  /** Whether this password is common; the argument is in lower case. */
  isCommon(lowercased: string): boolean;
};

const PRODUCT_NAME = "latchkey";

// Shorter words occur inside too many others: "ban" is in "urban".
const WORD_MIN = 4;
// An initial alone is in most passwords.
const ANY_WORD_MIN = 2;

/**
 * The problem with a new password, as a sentence for the user; null when there is none.
 * ASVS 5.0 6.2.4 and 6.2.11: it must not be common, and must not contain or consist of public data of the account.
 */
export function findPasswordProblem(
  password: string,
  { email, username, fullName, isCommon }: PasswordFacts,
): string | null {
  const lengthProblem = findPasswordLengthProblem(password);
  if (lengthProblem !== null) return lengthProblem;

  const folded = fold(password);
  if (isCommon(folded)) return "This password is too common. Choose another one.";
  if (folded.includes(PRODUCT_NAME)) return "Must not contain the name of this product";

  const address = fold(email ?? "");
  const localPart = address.split("@")[0] ?? "";
  if (holds(folded, [address, localPart, localPart.split("+")[0] ?? ""]))
    return "Must not contain your email address or the part before the @";
  if (holds(folded, [fold(username ?? "")])) return "Must not contain your username";

  const ownWords = [address, localPart, username ?? "", fullName ?? "", PRODUCT_NAME].map(fold);
  const parts = ownWords.flatMap((word) => word.split(/[^\p{L}\p{M}\p{N}]+/u));
  if (isMadeOf(folded, [...ownWords, ...parts]))
    return "Must not consist of your name or address only; add unrelated words";
  return null;
}

/** For comparison only: ignores case and compatibility forms, such as full-width letters. The stored password isn't folded. */
function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function holds(folded: string, words: readonly string[]): boolean {
  return words.some((word) => [...word].length >= WORD_MIN && folded.includes(word));
}

/**
 * Whether too little is left without the user's words: fewer than PASSWORD_MIN characters, or no letter. A word that is too
 * short to be searched for inside others counts only if all letters are of such words.
 */
function isMadeOf(folded: string, words: readonly string[]): boolean {
  const core = coreOf(folded);
  if (core !== "" && words.some((word) => coreOf(word) === core)) return true;

  // Short names count only if nothing but them is left: "Leo-Leo-Leo", but not "leopard".
  const withoutAny = without(folded, words, ANY_WORD_MIN);
  if (withoutAny !== folded && !/\p{L}/u.test(withoutAny)) return true;
  const rest = without(folded, words, WORD_MIN);
  return rest !== folded && [...rest].length < PASSWORD_MIN;
}

function without(text: string, words: readonly string[], lengthMin: number): string {
  return words
    .filter((word) => [...word].length >= lengthMin)
    .sort((one, other) => other.length - one.length)
    .reduce((rest, word) => rest.replaceAll(word, ""), text);
}

/** Letters and digits only, without digits at either end: "1-Ada.Lovelace-1815!" and "Ada Lovelace" have the same core. */
function coreOf(text: string): string {
  return text
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "")
    .replace(/^\p{N}+/u, "")
    .replace(/\p{N}+$/u, "");
}
