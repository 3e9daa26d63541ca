import type { WordListName } from "./passphrase-options";

const loaders: Record<WordListName, () => Promise<readonly string[]>> = {
  // The package contains the EFF's list unchanged: © 2016 Electronic Frontier Foundation, CC BY 3.0 US.
  large: async () => (await import("secure-password-utilities/wordlists")).EFF_LONG_WORDLIST,
  short: async () => (await import("./eff-short-words")).effShortWords,
};

/** Loaded at the first passphrase, so that the 60 kB of words aren't part of the initial page load. */
export function loadWordList(name: WordListName): Promise<readonly string[]> {
  return loaders[name]();
}
