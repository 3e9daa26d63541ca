"use client";

import { useSyncExternalStore } from "react";

const STORAGE_KEY = "latchkey.single-keys";
const CHANGED = "latchkey:single-keys";

/** Whether single keys do anything, remembered by this browser; on unless they were switched off. */
export function useSingleKeysPreference(): [enabled: boolean, setEnabled: (enabled: boolean) => void] {
  return [useSyncExternalStore(subscribe, read, enabledOnServer), write];
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  window.addEventListener("storage", listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
    window.removeEventListener("storage", listener);
  };
}

// A browser may refuse storage altogether; the keys then work, and a switch lasts as long as the page.
let lastWritten = true;

function read(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== "off";
  } catch {
    return lastWritten;
  }
}

function write(enabled: boolean): void {
  lastWritten = enabled;
  try {
    if (enabled) localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, "off");
  } catch {
    // See above.
  }
  window.dispatchEvent(new Event(CHANGED));
}

function enabledOnServer(): boolean {
  return true;
}
