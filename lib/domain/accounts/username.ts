/** The form in which a username is stored and looked up, or null: 3 to 32 of `a-z 0-9 . _ -`, ASCII upper case folded. */
export function normalizeUsername(text: string): string | null {
  const trimmed = text.trim();
  // Tested before folding, because toLowerCase turns the Kelvin sign into an ASCII letter.
  return /^[A-Za-z0-9._-]{3,32}$/.test(trimmed) ? trimmed.toLowerCase() : null;
}
