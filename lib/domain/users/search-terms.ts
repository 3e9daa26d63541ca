import type { ProfileColumn } from "./profile-fields";

// A word of a name, a username or an address is shorter; the rest isn't searched.
const WORD_MAX = 400;
const START_MAX = 64;
const STARTS_MAX = 32;
const WORDS_MAX = 6;
const SORTED_MAX = 64;

/** Shorter words of a query match only the starts of words: two letters are almost anywhere. */
const PART_MIN = 3;
// In front of each start, so that a start of one letter is sought with three characters, which the indexes find. Folded
// words contain no space.
const START_MARK = "  ";

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
 * The text that a search looks for words in: id, name, username and address, and each of their ends that starts a word.
 * `ada.l@example.org` gives itself, `l@example.org`, `example.org` and `org`, each behind a mark.
 */
export function searchTextOf({ id, email, username, fullName }: Searchable): string {
  const searched: Record<ProfileColumn, string | null> = { fullName, username, email };
  const written = Object.values(searched).flatMap((text) => foldText(text ?? "").split(/\s+/));
  const whole = [id, ...written].map((word) => cut(word, WORD_MAX));
  // An id has no words.
  const later = written.flatMap(startsInside).map((end) => cut(end, START_MAX));
  const parts = new Set([...whole, ...[...new Set(later)].slice(0, STARTS_MAX)]);
  return [...parts]
    .filter((part) => part !== "")
    .map((part) => START_MARK + part)
    .join("");
}

function startsInside(word: string): string[] {
  return [...word.matchAll(/(?<=[^\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) => word.slice(index));
}

/** The words of a search query; all of them must be found. */
export function searchWordsOf(query: string): string[] {
  return [...new Set(foldText(query).split(/\s+/))]
    .filter((word) => word !== "")
    .slice(0, WORDS_MAX)
    .map((word) => cut(word, START_MAX));
}

/** What the text of a user contains when the user matches a word: the word itself, or only behind a mark. */
export function soughtOf(word: string, { anywhere }: { anywhere: boolean }): string {
  return anywhere && [...word].length >= PART_MIN ? word : START_MARK + word;
}

/**
 * Groups of three characters that together cover what is sought; a text that contains it contains all of them. More groups,
 * overlapping ones, would cost more than the few texts that they exclude.
 */
export function trigramsOf(sought: string): string[] {
  const characters = [...sought];
  const last = characters.length - 3;
  const places = characters.flatMap((_, place) => (place % 3 === 0 && place < last ? [place] : []));
  return [...new Set([...places, last].map((place) => characters.slice(place, place + 3).join("")))];
}

/** The sort key of a user in lists. */
export function sortNameOf({ fullName, username, email }: Omit<Searchable, "id">): string {
  return cut(foldText(fullName ?? "") || foldText(username ?? "") || foldText(email), SORTED_MAX);
}

// By code points, so that no surrogate pair is split.
function cut(text: string, max: number): string {
  return text.length <= max ? text : [...text].slice(0, max).join("");
}
