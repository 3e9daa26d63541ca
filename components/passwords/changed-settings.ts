import type { Setting } from "./recipe";

type Settings = Record<string, string | number | boolean | undefined>;

/** The settings that differ from the defaults. */
export function changedSettings(settings: Settings, defaults: Settings): Setting[] {
  return Object.entries(settings).flatMap(([name, value]) =>
    value === undefined || value === defaults[name] ? [] : [[name, value] as Setting],
  );
}

export function queryOf(settings: readonly Setting[]): string {
  return new URLSearchParams(settings.map(([name, value]) => [name, String(value)])).toString();
}
