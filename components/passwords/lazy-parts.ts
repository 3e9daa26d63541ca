import { loadWordList } from "@/lib/domain/passphrases/word-lists";
import { generatorModes, panelLoaderOf } from "./generator-modes";

/** Dialogs that the page loads when they are first opened. */
export const lazyDialogs = {
  share: () => import("./share-dialog"),
  keyboard: () => import("./keyboard-dialog"),
  presets: () => import("./presets-dialog"),
};

let loading: Promise<unknown> | undefined;

/** Loads everything else once, so that the page then works without a network. */
export function loadAllParts(): Promise<unknown> {
  loading ??= Promise.allSettled([
    ...generatorModes.map((mode) => panelLoaderOf(mode)?.()),
    ...Object.values(lazyDialogs).map((load) => load()),
    loadWordList("large"),
    loadWordList("short"),
  ]);
  return loading;
}
