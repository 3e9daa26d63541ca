import type { GeneratorMode as ApiMode } from "@/lib/domain/passwords/generator-modes";

/** The API's modes, and one for the rules of a site. */
export type GeneratorMode = ApiMode | "rules";

type ModeDefinition = {
  /** The label of its tab or radio button. */
  label: string;
  /** Whether the mode has a tab of its own or a radio button on the password tab. */
  place: "tab" | "way";
  /** An explanation beside the label. */
  hint?: string;
  /** What the mode does, for a list of actions. */
  action: string;
};

/** The modes of the page in tab order. All lists of modes are derived from this; `generator-panels.ts` has their panels. */
const definitions: Record<GeneratorMode, ModeDefinition> = {
  password: { label: "Password", action: "Generate a password", place: "tab" },
  passphrase: {
    label: "Passphrase",
    action: "Generate a passphrase",
    place: "tab",
  },
  pin: {
    label: "PIN",
    action: "Generate a PIN",
    place: "tab",
  },
  rules: {
    label: "Site rules",
    action: "Generate a password for a site",
    place: "tab",
  },
  token: {
    label: "Token",
    action: "Generate a token",
    place: "tab",
  },
  pronounceable: {
    label: "Easy to say",
    action: "Generate a password to say",
    place: "way",
    hint: "Letters in syllables, for reading aloud.",
  },
  typeable: {
    label: "Easy to type on a TV or phone",
    action: "Generate a password to type",
    place: "way",
    hint: "Few changes between lowercase, uppercase and digits.",
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

export function actionOf(mode: GeneratorMode): string {
  return definitions[mode].action;
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
