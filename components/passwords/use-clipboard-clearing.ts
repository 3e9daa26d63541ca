"use client";

import { useEffect, useState } from "react";
import { clearClipboardOf, followCopies } from "@/components/ui/copy-text";

export const CLIPBOARD_SECONDS = 30;

export type ClipboardClearing = {
  /** Seconds that are left; 0 while the browser lets the page do it only once it is looked at again. Null when nothing is under way. */
  secondsLeft: number | null;
  begin: (copied: string) => void;
};

type Countdown = { copied: string; secondsLeft: number };

/** Takes what was copied off the clipboard half a minute later, as well as a page can; what somebody copied since stays. */
export function useClipboardClearing(enabled: boolean): ClipboardClearing {
  const [countdown, setCountdown] = useState<Countdown | null>(null);
  const isUnderWay = enabled && countdown !== null;

  useEffect(() => (isUnderWay ? followCopies() : undefined), [isUnderWay]);

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
    // A page that is not looked at may not touch the clipboard.
    window.addEventListener("focus", clear);
    return () => window.removeEventListener("focus", clear);
  }, [enabled, countdown]);

  return {
    secondsLeft: isUnderWay ? countdown.secondsLeft : null,
    begin: (copied) => setCountdown(enabled ? { copied, secondsLeft: CLIPBOARD_SECONDS } : null),
  };
}
