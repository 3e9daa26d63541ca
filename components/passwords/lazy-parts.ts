import { whenIdle } from "@/components/ui/when-idle";
import { loadWordList } from "@/lib/domain/passphrases/word-lists";
import { generatorModes } from "./generator-modes";
import { panelLoaderOf } from "./generator-panels";

/** Parts that load when first shown. */
export const lazyParts = {
  history: () => import("./history-entries"),
  api: () => import("./api-commands"),
  share: () => import("./share-dialog"),
  keyboard: () => import("./keyboard-dialog"),
  presets: () => import("./presets-dialog"),
  breaches: () => import("./breach-dialog"),
};

const offlinePart = () => import("./keep-for-offline");

/** Stores the page for reloads without a network. */
export async function keepForOffline(): Promise<void> {
  const part = await offlinePart();
  await part.keepForOffline();
}

let loading: Promise<unknown> | undefined;

/** Loads all lazy parts, so that the page works offline afterwards; one after the other, so that the page stays quick. */
export function loadAllParts(): Promise<unknown> {
  loading ??= loadOneByOne([
    ...generatorModes.map((mode) => panelLoaderOf(mode)).filter((load) => load !== null),
    ...Object.values(lazyParts),
    () => loadWordList("large"),
    () => loadWordList("short"),
    offlinePart,
  ]);
  return loading;
}

async function loadOneByOne(loads: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const load of loads) {
    await new Promise<void>((resolve) => void whenIdle(resolve));
    await load().catch(() => undefined);
  }
}
