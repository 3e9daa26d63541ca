"use client";

import { useEffect, useEffectEvent } from "react";

/** Runs what a single key stands for, wherever the focus is, unless it could be meant for something else. */
export function useSingleKeys(actions: Record<string, () => void>, enabled: boolean): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const action = actions[event.key.toLowerCase()];
    if (action === undefined || isMeantForSomethingElse(event)) return;
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

function isMeantForSomethingElse(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.isComposing) return true;
  if (event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key !== "?")) return true;
  // Letters and digits mean nothing to a box that is ticked or a slider; in every other field they are typed.
  const field = "input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable], dialog";
  return event.target instanceof Element && event.target.closest(field) !== null;
}
