import type { ComponentType } from "react";
import type { GeneratorDrafts } from "./generator-drafts";
import type { GeneratorMode } from "./generator-modes";
import type { ModeProps } from "./mode-props";

type ModePanel<Mode extends GeneratorMode> = ComponentType<ModeProps<GeneratorDrafts[Mode]>>;

/** Loads a mode's panel; null for the default mode, which is in the initial bundle. */
type PanelLoader<Mode extends GeneratorMode> = (() => Promise<{ default: ModePanel<Mode> }>) | null;

// Only the generator imports this: a page that did on the server would load the panels with its first scripts.
const loaders: { [Mode in GeneratorMode]: PanelLoader<Mode> } = {
  password: null,
  passphrase: () => import("./passphrase-mode").then(({ PassphraseMode }) => ({ default: PassphraseMode })),
  pin: () => import("./length-mode").then(({ PinMode }) => ({ default: PinMode })),
  rules: () => import("./rules-mode").then(({ RulesMode }) => ({ default: RulesMode })),
  token: () => import("./token-mode").then(({ TokenMode }) => ({ default: TokenMode })),
  pronounceable: () => import("./length-mode").then(({ PronounceableMode }) => ({ default: PronounceableMode })),
  typeable: () => import("./typeable-mode").then(({ TypeableMode }) => ({ default: TypeableMode })),
};

export function panelLoaderOf<Mode extends GeneratorMode>(mode: Mode): PanelLoader<Mode> {
  return loaders[mode];
}
