"use client";

import { useEffect, useState } from "react";
import { clearClipboard } from "@/components/ui/copy-text";

export const CLIPBOARD_SECONDS = 30;

export type ClipboardClearing = {
  /** Seconds that are left; 0 while the browser lets the page do it only once it is looked at again. Null when nothing is under way. */
  secondsLeft: number | null;
  begin: () => void;
};

/** Empties the clipboard half a minute after a copy, as well as a page can. */
export function useClipboardClearing(enabled: boolean): ClipboardClearing {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);

  useEffect(() => {
    if (secondsLeft === null) return;
    if (secondsLeft > 0) {
      const timer = setTimeout(() => setSecondsLeft(secondsLeft - 1), 1000);
      return () => clearTimeout(timer);
    }
    const clear = (): void => void clearClipboard().then((cleared) => cleared && setSecondsLeft(null));
    clear();
    // A page that is not looked at may not touch the clipboard.
    window.addEventListener("focus", clear);
    return () => window.removeEventListener("focus", clear);
  }, [secondsLeft]);

  return { secondsLeft: enabled ? secondsLeft : null, begin: () => setSecondsLeft(enabled ? CLIPBOARD_SECONDS : null) };
}
