"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { PasswordEstimate } from "./password-score";

type Estimator = (password: string, words: readonly string[]) => PasswordEstimate;

// Long enough to leave fast typing alone: an estimate takes 10 ms here and several times that on a phone.
const TYPING_PAUSE_MS = 200;

/** An estimate of what is typed, once typing pauses. Its dictionaries are fetched when `prepare` is called, not before. */
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
    let abandoned = false;
    import("./password-estimate").then(
      ({ estimatePassword }) => {
        if (!abandoned) setEstimator({ estimate: estimatePassword });
      },
      // Without it there is no meter, and the server judges the password all the same.
      () => {},
    );
    return () => {
      abandoned = true;
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

  // The last estimate stays while more is typed, so that the meter does not flicker; an emptied field has none.
  return { estimate: password === "" ? null : (estimated?.estimate ?? null), prepare: () => setWanted(true) };
}
