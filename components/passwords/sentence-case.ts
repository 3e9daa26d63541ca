/** With a capital at its beginning; a style sheet's `first-letter` is forgotten by some browsers when the text changes. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
