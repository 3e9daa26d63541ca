"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { PasswordEstimate } from "./password-score";

type Estimator = (password: string, words: readonly string[]) => PasswordEstimate;

// An estimate takes 10 ms, and several times as long on a phone.
const TYPING_PAUSE_MS = 200;

/** The estimate after each typing pause. `prepare` loads the dictionaries. */
export function useStrengthEstimate(
  password: string,
  readWords: () => string[],
): { estimate: PasswordEstimate | null; prepare: () => void } {
  const [wanted, setWanted] = useState(false);
  const [estimator, setEstimator] = useState<{ estimate: Estimator } | null>(null);
  const [estimated, setEstimated] = useState<{ password: string; estimate: PasswordEstimate } | null>(null);
  const words = useEffectEvent(readWords);

  useEffect(() => {
    if (!wanted) return;
    let cancelled = false;
    import("./password-estimate").then(
      ({ estimatePassword }) => {
        if (!cancelled) setEstimator({ estimate: estimatePassword });
      },
      // Without the dictionaries there is no meter. The server checks the password anyway.
      () => {},
    );
    return () => {
      cancelled = true;
    };
  }, [wanted]);

  useEffect(() => {
    if (estimator === null || password === "") return;
    const timer = setTimeout(
      () => setEstimated({ password, estimate: estimator.estimate(password, words()) }),
      TYPING_PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [estimator, password]);

  // Keeps the last estimate during typing, so that the meter doesn't flicker.
  return { estimate: password === "" ? null : (estimated?.estimate ?? null), prepare: () => setWanted(true) };
}
