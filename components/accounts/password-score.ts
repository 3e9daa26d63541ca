/** From 0, found in seconds, to 4, not found in a lifetime; zxcvbn's own scale. */
export type PasswordScore = 0 | 1 | 2 | 3 | 4;

export type PasswordEstimate = { score: PasswordScore; advice: string | null };

export const passwordScoreLabels = ["Very weak", "Weak", "Fair", "Good", "Strong"] as const satisfies Record<
  PasswordScore,
  string
>;
