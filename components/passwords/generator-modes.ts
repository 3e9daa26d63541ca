import type { ComponentType } from "react";
import type { GeneratorMode as ApiMode } from "@/lib/domain/passwords/generator-modes";
import type { GeneratorDrafts } from "./generator-drafts";
import type { ModeProps } from "./mode-props";

/** The API's modes, and one for the rules of a site. */
export type GeneratorMode = ApiMode | "rules";

type ModePanel<Mode extends GeneratorMode> = ComponentType<ModeProps<GeneratorDrafts[Mode]>>;

type ModeDefinition<Mode extends GeneratorMode> = {
  /** The label of its tab or radio button. */
  label: string;
  /** Whether the mode has a tab of its own or a radio button on the password tab. */
  place: "tab" | "way";
  /** An explanation beside the label. */
  hint?: string;
  /** Loads the panel; null for the default mode, which is in the initial bundle. */
  load: (() => Promise<{ default: ModePanel<Mode> }>) | null;
};

/** The modes of the page in tab order. All lists of modes are derived from this. */
const definitions: { [Mode in GeneratorMode]: ModeDefinition<Mode> } = {
  password: { label: "Password", place: "tab", load: null },
  passphrase: {
    label: "Passphrase",
    place: "tab",
    load: () => import("./passphrase-mode").then(({ PassphraseMode }) => ({ default: PassphraseMode })),
  },
  pin: {
    label: "PIN",
    place: "tab",
    load: () => import("./length-mode").then(({ PinMode }) => ({ default: PinMode })),
  },
  rules: {
    label: "Site rules",
    place: "tab",
    load: () => import("./rules-mode").then(({ RulesMode }) => ({ default: RulesMode })),
  },
  token: {
    label: "Token",
    place: "tab",
    load: () => import("./token-mode").then(({ TokenMode }) => ({ default: TokenMode })),
  },
  pronounceable: {
    label: "Easy to say",
    place: "way",
    hint: "Letters in syllables, for reading aloud.",
    load: () => import("./length-mode").then(({ PronounceableMode }) => ({ default: PronounceableMode })),
  },
  typeable: {
    label: "Easy to type on a TV or phone",
    place: "way",
    hint: "Few changes between lowercase, uppercase and digits.",
    load: () => import("./typeable-mode").then(({ TypeableMode }) => ({ default: TypeableMode })),
  },
};

export const generatorModes = Object.keys(definitions) as GeneratorMode[];

export const generatorTabs = generatorModes.filter((mode) => definitions[mode].place === "tab");

/** The modes on the password tab. The default mode is first, with a different label. */
export const passwordWays: { mode: GeneratorMode; label: string; hint?: string | undefined }[] = [
  { mode: "password", label: "Random characters", hint: "The strongest password for its length." },
  ...generatorModes
    .filter((mode) => definitions[mode].place === "way")
    .map((mode) => ({ mode, label: definitions[mode].label, hint: definitions[mode].hint })),
];

export function labelOf(mode: GeneratorMode): string {
  return definitions[mode].label;
}

export function panelLoaderOf<Mode extends GeneratorMode>(mode: Mode): ModeDefinition<Mode>["load"] {
  const definition: ModeDefinition<Mode> = definitions[mode];
  return definition.load;
}

/** The tab that contains the mode. */
export function tabOf(mode: GeneratorMode): GeneratorMode {
  return definitions[mode].place === "tab" ? mode : "password";
}

/** The mode in a query string. */
export function modeInQuery(query: string): GeneratorMode {
  const requested = new URLSearchParams(query).get("mode");
  return generatorModes.find((mode) => mode === requested) ?? "password";
}
