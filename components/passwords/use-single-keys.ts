"use client";

import { useEffect, useEffectEvent } from "react";

/** Runs the action of a single-key shortcut, with any focus except where the key has another meaning. */
export function useSingleKeys(actions: Record<string, () => void>, enabled: boolean): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const action = actions[event.key.toLowerCase()];
    if (action === undefined || hasOtherMeaning(event)) return;
    event.preventDefault();
    action();
  });

  useEffect(() => {
    if (!enabled) return;
    const listener = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, [enabled]);
}

function hasOtherMeaning(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.isComposing) return true;
  if (event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key !== "?")) return true;
  // Checkboxes, radio buttons and sliders don't use letters and digits; every other field does.
  const field = "input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable], dialog";
  return event.target instanceof Element && event.target.closest(field) !== null;
}
