export const PRESET_NAME_MAX = 60;

/** Presets per user. */
export const PRESETS_MAX = 50;

/** The form in which names are compared: "Work" and "work" are the same name. */
export function normalizePresetName(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
