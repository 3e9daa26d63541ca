import type { DraftErrors, GeneratorDraft } from "./generator-settings";

/** What each group of the generator's controls works on. */
export type SettingsControlProps = {
  draft: GeneratorDraft;
  errors: DraftErrors;
  change: (changes: Partial<GeneratorDraft>) => void;
};
