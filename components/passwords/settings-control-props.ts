import type { DraftErrors, GeneratorDraft } from "./generator-settings";

/** The props of each group of the generator's controls. */
export type SettingsControlProps = {
  draft: GeneratorDraft;
  errors: DraftErrors;
  change: (changes: Partial<GeneratorDraft>) => void;
};
