"use client";

import { useEffect, useState } from "react";
import { clearClipboardOf, followCopies } from "@/components/ui/copy-text";

export const CLIPBOARD_SECONDS = 30;

export type ClipboardClearing = {
  /** Seconds left; 0 while clearing waits for the page to get the focus. Null when no clearing is pending. */
  secondsLeft: number | null;
  begin: (copied: string) => void;
};

type Countdown = { copied: string; secondsLeft: number };

/** Clears the copied text from the clipboard after 30 seconds, if the browser allows it. Text copied later stays. */
export function useClipboardClearing(enabled: boolean): ClipboardClearing {
  const [countdown, setCountdown] = useState<Countdown | null>(null);
  const isPending = enabled && countdown !== null;

  useEffect(() => (isPending ? followCopies() : undefined), [isPending]);

  useEffect(() => {
    if (!enabled || countdown === null) return;
    const { copied, secondsLeft } = countdown;
    if (secondsLeft > 0) {
      const timer = setTimeout(() => setCountdown({ copied, secondsLeft: secondsLeft - 1 }), 1000);
      return () => clearTimeout(timer);
    }
    const clear = (): void =>
      void clearClipboardOf(copied).then(
        (outcome) => outcome === "done" && setCountdown((now) => (now === countdown ? null : now)),
      );
    clear();
    // Browsers block clipboard access for a page without the focus.
    window.addEventListener("focus", clear);
    return () => window.removeEventListener("focus", clear);
  }, [enabled, countdown]);

  return {
    secondsLeft: isPending ? countdown.secondsLeft : null,
    begin: (copied) => setCountdown(enabled ? { copied, secondsLeft: CLIPBOARD_SECONDS } : null),
  };
}
