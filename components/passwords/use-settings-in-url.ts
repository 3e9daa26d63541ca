"use client";

import { useEffect } from "react";
import { queryOf } from "./changed-settings";
import { type GeneratorMode, modeInQuery } from "./generator-modes";
import type { Setting } from "./recipe";

/** A literal URL: importing routes.ts here would add it to the first scripts of the page. */
export const GENERATOR_URL = "/";

// Browsers refuse more than 100 URL changes in 30 seconds, which a slider reaches in a second.
const ADDRESS_DELAY_MS = 200;

/** Keeps the mode's settings in the page's URL. The URL never contains the password. */
export function useSettingsInUrl(mode: GeneratorMode, settings: readonly Setting[] | null): void {
  useEffect(() => {
    if (settings === null) return;
    const timer = setTimeout(() => showInUrl(mode, settings), ADDRESS_DELAY_MS);
    return () => clearTimeout(timer);
  }, [mode, settings]);
}

/** The URL of a mode, with the settings that differ from its defaults. */
export function addressOf(mode: GeneratorMode, settings: readonly Setting[]): string {
  const query = queryOf(mode === "password" ? settings : [["mode", mode], ...settings]);
  return query === "" ? GENERATOR_URL : `${GENERATOR_URL}?${query}`;
}

function showInUrl(mode: GeneratorMode, settings: readonly Setting[]): void {
  // After a mode change, the URL may already be that of the next mode while this one is still shown.
  if (modeInQuery(window.location.search) !== mode) return;
  const address = addressOf(mode, settings);
  if (address !== window.location.pathname + window.location.search) window.history.replaceState(null, "", address);
}
