/** Names, usernames and addresses are short; what is beyond these is not looked for. */
const TERM_MAX = 64;
const TERMS_MAX = 32;
const WORDS_MAX = 6;

type Searchable = { id: string; email: string; username: string | null; fullName: string | null };

/** The one form in which text is sorted and searched: without accents, in lower case. */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cc}\p{Cs}]/gu, "")
    .toLowerCase()
    .trim();
}

/**
 * From each start of a word to the end of what was written together: `ada.l@example.org` gives itself, `l@example.org`,
 * `example.org` and `org`. The start of any of these finds the person.
 */
export function searchTermsOf({ id, email, username, fullName }: Searchable): string[] {
  const written = [id, ...[fullName, username, email].flatMap((text) => foldText(text ?? "").split(/\s+/))];
  // The id is one word: nobody looks for the middle of one.
  const terms = written.flatMap((word, index) => (index === 0 ? [word] : startsOf(word)));
  return [...new Set(terms.map(cut))].filter((term) => term !== "").slice(0, TERMS_MAX);
}

function startsOf(word: string): string[] {
  const later = [...word.matchAll(/(?<=[^\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) => word.slice(index));
  return [word, ...later];
}

/** What somebody typed, as words of which each has to be the start of a term. */
export function searchWordsOf(query: string): string[] {
  return [...new Set(foldText(query).split(/\s+/))]
    .filter((word) => word !== "")
    .slice(0, WORDS_MAX)
    .map(cut);
}

/** All terms that begin with a word are at or after it and before this: no character is greater. */
export function afterPrefix(word: string): string {
  return `${word}\u{10FFFF}`;
}

/** What lists sort a person by. */
export function sortNameOf({ fullName, username, email }: Omit<Searchable, "id">): string {
  return cut(foldText(fullName ?? "") || foldText(username ?? "") || foldText(email));
}

// By code points: half a surrogate pair is no text.
function cut(text: string): string {
  return text.length <= TERM_MAX ? text : [...text].slice(0, TERM_MAX).join("");
}
