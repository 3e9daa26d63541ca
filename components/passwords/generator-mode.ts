/** What the page makes; the last two are ways of making a password, one level down. */
export const generatorModes = ["password", "passphrase", "pin", "rules", "pronounceable", "typeable"] as const;

export type GeneratorMode = (typeof generatorModes)[number];

export const generatorTabs = [
  { mode: "password", label: "Password" },
  { mode: "passphrase", label: "Passphrase" },
  { mode: "pin", label: "PIN" },
  { mode: "rules", label: "Site rules" },
] as const satisfies { mode: GeneratorMode; label: string }[];

export type GeneratorTab = (typeof generatorTabs)[number]["mode"];

/** The tab that a mode stands under. */
export function tabOf(mode: GeneratorMode): GeneratorTab {
  return mode === "pronounceable" || mode === "typeable" ? "password" : mode;
}

/** The mode that an address asks for. */
export function modeInQuery(query: string): GeneratorMode {
  const asked = new URLSearchParams(query).get("mode");
  return generatorModes.find((mode) => mode === asked) ?? "password";
}
