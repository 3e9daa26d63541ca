import type { ProfileColumn } from "./profile-fields";

// Names, usernames and addresses are short. Text beyond these limits isn't indexed.
const TERM_MAX = 64;
const TERMS_MAX = 32;
const WORDS_MAX = 6;

type Searchable = { id: string } & Record<Exclude<ProfileColumn, "email">, string | null> & { email: string };

/** Text for sorting and searching: without accents, in lower case. */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cc}\p{Cs}]/gu, "")
    .toLowerCase()
    .trim();
}

/**
 * The suffixes that start at a word: `ada.l@example.org` gives itself, `l@example.org`, `example.org` and `org`. A prefix of
 * any of these finds the user.
 */
export function searchTermsOf({ id, email, username, fullName }: Searchable): string[] {
  const searched: Record<ProfileColumn, string | null> = { fullName, username, email };
  const written = [id, ...Object.values(searched).flatMap((text) => foldText(text ?? "").split(/\s+/))];
  // An id is searched from its start only.
  const terms = written.flatMap((word, index) => (index === 0 ? [word] : startsOf(word)));
  return [...new Set(terms.map(cut))].filter((term) => term !== "").slice(0, TERMS_MAX);
}

function startsOf(word: string): string[] {
  const later = [...word.matchAll(/(?<=[^\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) => word.slice(index));
  return [word, ...later];
}

/** The words of a search query; each must be a prefix of a term. */
export function searchWordsOf(query: string): string[] {
  return [...new Set(foldText(query).split(/\s+/))]
    .filter((word) => word !== "")
    .slice(0, WORDS_MAX)
    .map(cut);
}

/** The upper bound of the terms that start with a word: its last code point is the greatest. */
export function afterPrefix(word: string): string {
  return `${word}\u{10FFFF}`;
}

/** The sort key of a user in lists. */
export function sortNameOf({ fullName, username, email }: Omit<Searchable, "id">): string {
  return cut(foldText(fullName ?? "") || foldText(username ?? "") || foldText(email));
}

// By code points, so that no surrogate pair is split.
function cut(text: string): string {
  return text.length <= TERM_MAX ? text : [...text].slice(0, TERM_MAX).join("");
}
