import type { WordListName } from "./passphrase-options";

const loaders: Record<WordListName, () => Promise<readonly string[]>> = {
  // The package carries the EFF's list as it is: © 2016 Electronic Frontier Foundation, CC BY 3.0 US.
  large: async () => (await import("secure-password-utilities/wordlists")).EFF_LONG_WORDLIST,
  short: async () => (await import("./eff-short-words")).effShortWords,
};

/** Loaded when a passphrase is first asked for: 60 kB of words have no place in what a page loads first. */
export function loadWordList(name: WordListName): Promise<readonly string[]> {
  return loaders[name]();
}
