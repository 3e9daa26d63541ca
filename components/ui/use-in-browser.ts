"use client";

import { useSyncExternalStore } from "react";

/** False on the server and during hydration, then true. */
export function useInBrowser(): boolean {
  return useSyncExternalStore(neverChanges, inBrowser, onServer);
}

function neverChanges(): () => void {
  return () => {};
}

function inBrowser(): boolean {
  return true;
}

function onServer(): boolean {
  return false;
}
