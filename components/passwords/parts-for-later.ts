import { loadWordList } from "@/lib/domain/passphrases/word-lists";

/** What the page does not need to show a first password. */
export const parts = {
  passphrase: () => import("./passphrase-mode"),
  pin: () => import("./pin-mode"),
  rules: () => import("./rules-mode"),
  pronounceable: () => import("./pronounceable-mode"),
  typeable: () => import("./typeable-mode"),
  carry: () => import("./carry-dialog"),
  keyboard: () => import("./keyboard-dialog"),
  presets: () => import("./presets-dialog"),
};

let fetched: Promise<unknown> | undefined;

/** Fetches all of it, once, so that from then on the page works without a network. */
export function fetchParts(): Promise<unknown> {
  fetched ??= Promise.allSettled([
    ...Object.values(parts).map((load) => load()),
    loadWordList("large"),
    loadWordList("short"),
  ]);
  return fetched;
}
