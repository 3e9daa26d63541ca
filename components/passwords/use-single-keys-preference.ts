"use client";

import { useSyncExternalStore } from "react";

const STORAGE_KEY = "latchkey.single-keys";
const CHANGED = "latchkey:single-keys";

/** Whether single-key shortcuts are on, stored in this browser; on by default. */
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

// The fallback when the browser blocks storage: the setting lasts until the page is closed.
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
    // `lastWritten` applies instead.
  }
  window.dispatchEvent(new Event(CHANGED));
}

function enabledOnServer(): boolean {
  return true;
}
