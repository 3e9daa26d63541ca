/** Capitalises the first letter. Some browsers don't update CSS `first-letter` when the text changes. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
