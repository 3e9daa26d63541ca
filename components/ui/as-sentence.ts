/** Adds the full stop and the curly apostrophes that API messages don't have. */
export function asSentence(text: string): string {
  return withCurlyApostrophes(/[.?!]$/.test(text) ? text : `${text}.`);
}

export function withCurlyApostrophes(text: string): string {
  return text.replaceAll(/(?<=\p{L})'(?=\p{L})/gu, "’");
}
