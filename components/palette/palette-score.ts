/**
 * How well an entry matches what is typed, from 0 (not at all) to 1. Every typed word must start a word of the label or of
 * the keywords; an entry whose label starts with the text comes first.
 */
export function scoreOf(label: string, typed: string, keywords: readonly string[] = []): number {
  const text = typed.trim().toLowerCase();
  const own = label.toLowerCase();
  if (own.startsWith(text)) return 1;
  if (keywords.includes(typed)) return 0.5;
  if (wordsOf(text).length === 0) return 0;
  const matches = (place: readonly string[]) =>
    wordsOf(text).every((word) => place.some((other) => other.startsWith(word)));
  if (matches(wordsOf(own))) return 0.8;
  return matches(wordsOf([own, ...keywords].join(" ").toLowerCase())) ? 0.5 : 0;
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}@.]+/u).filter((word) => word !== "");
}
