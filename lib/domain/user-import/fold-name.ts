// Longer text is no name, and some of these patterns look at it once for each bracket.
const LENGTH_MAX = 200;

/**
 * A column name in one form: lower case without accents, words joined by underscores, without a remark in brackets.
 * `emailVerified`, `E-Mail verified` and `Email Verified [READ ONLY]` become alike.
 */
export function foldName(name: string): string {
  return name
    .slice(0, LENGTH_MAX)
    .replace(/\s*[[(][^\])]*[\])]\s*$/, "")
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
}
