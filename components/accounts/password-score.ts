/** zxcvbn's scale, from 0 (guessed in seconds) to 4 (not guessed in a lifetime). */
export type PasswordScore = 0 | 1 | 2 | 3 | 4;

export type PasswordEstimate = { score: PasswordScore; advice: string | null };

export const passwordScoreLabels = ["Very weak", "Weak", "Fair", "Good", "Strong"] as const satisfies Record<
  PasswordScore,
  string
>;
