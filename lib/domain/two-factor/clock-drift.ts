/** RFC 6238 section 5.2: a code is valid for one step before and one step after its own, for slow typing and clocks. */
export const STEPS_BACK = 1;
export const STEPS_AHEAD = 1;
export const STEP_SECONDS = 30;

/** How far a clock may be off to be recognised: an hour, for example a wrong time zone. */
export const DRIFT_STEPS_MAX = 120;

/** An authenticator's step to which a wrong code belongs, and how many steps that is ahead of the server's clock. */
export type CodeDrift = { authenticatorId: string; step: number; drift: number };

// One code is typed as soon as it is shown, another one at its end or a moment after it; the clocks' steps also begin at
// different moments.
const TYPING_STEPS = 2;

/**
 * The drift that two wrong codes have in common, in steps; positive when the authenticator is ahead. Null unless the later
 * one belongs to a later step of the same authenticator: one code is never enough, also when it is typed twice, because a
 * guess must not be tested against many steps (RFC 6238 section 6).
 */
export function commonDrift(earlier: readonly CodeDrift[], later: readonly CodeDrift[]): number | null {
  const found = later.find(({ authenticatorId, step, drift }) =>
    earlier.some(
      (before) =>
        before.authenticatorId === authenticatorId &&
        before.step < step &&
        Math.abs(before.drift - drift) <= TYPING_STEPS,
    ),
  );
  return found?.drift ?? null;
}

/** "about 5 minutes ahead". */
export function describeDrift(drift: number): string {
  const minutes = Math.round((Math.abs(drift) * STEP_SECONDS) / 60);
  const amount = minutes >= 60 ? "an hour" : minutes === 1 ? "a minute" : `${minutes} minutes`;
  return `about ${amount} ${drift > 0 ? "ahead" : "behind"}`;
}
