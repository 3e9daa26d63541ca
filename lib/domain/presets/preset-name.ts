export const PRESET_NAME_MAX = 60;

/** Nobody chooses among more. */
export const PRESETS_MAX = 50;

/** The one form in which names are compared: "Work" and "work" are one. */
export function normalizePresetName(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
