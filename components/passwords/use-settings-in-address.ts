"use client";

import { useEffect } from "react";
import { routes } from "@/lib/routes";
import { queryOf } from "./changed-settings";
import { type GeneratorMode, modeInQuery } from "./generator-modes";
import type { Setting } from "./recipe";

// Browsers refuse more than a hundred changes of address in half a minute, and a slider makes them in a second.
const ADDRESS_DELAY_MS = 200;

/** Keeps the page's address in step with the mode's settings: the settings, never the password. */
export function useSettingsInAddress(mode: GeneratorMode, settings: readonly Setting[] | null): void {
  useEffect(() => {
    if (settings === null) return;
    const timer = setTimeout(() => showInAddress(mode, settings), ADDRESS_DELAY_MS);
    return () => clearTimeout(timer);
  }, [mode, settings]);
}

/** The address of a mode, with the settings that differ from its usual ones. */
export function addressOf(mode: GeneratorMode, settings: readonly Setting[]): string {
  const query = queryOf(mode === "password" ? settings : [["mode", mode], ...settings]);
  return query === "" ? routes.home() : `${routes.home()}?${query}`;
}

function showInAddress(mode: GeneratorMode, settings: readonly Setting[]): void {
  // The next mode may have its address already, and not yet its place on the page.
  if (modeInQuery(window.location.search) !== mode) return;
  const address = addressOf(mode, settings);
  if (address !== window.location.pathname + window.location.search) window.history.replaceState(null, "", address);
}
