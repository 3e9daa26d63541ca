export type StrengthLevel = "weak" | "fair" | "good" | "strong" | "very strong";

export type Attacker = "online" | "offline";

/** How fast each attacker guesses. Both rates are pessimistic, and both attackers know the policy. */
export const guessesPerSecond: Record<Attacker, number> = {
  // At a site's log-in. zxcvbn assumes 10 for a site without a rate limit; a botnet is faster.
  online: 100,
  // With a stolen table of fast hashes: the upper end of zxcvbn's "one billion to one trillion", a few graphics cards today.
  offline: 1e12,
};

/** The strength level for a number of bits. */
export function passwordStrength(bits: number): StrengthLevel {
  // The offline attacker needs nine minutes for 50 bits, 18 years for 70, and 19 million years for 90.
  if (bits < 50) return "weak";
  if (bits < 70) return "fair";
  if (bits < 90) return "good";
  // ASVS 5.0 11.5.1: a secret without other protection needs 128 bits.
  if (bits < 128) return "strong";
  return "very strong";
}

/** The attacker's average time, which is the time for half of all passwords; rounded down, so that it never overstates. */
export function timeToCrack(bits: number, attacker: Attacker): string {
  return durationInWords(2 ** (bits - 1) / guessesPerSecond[attacker]);
}

const YEAR_SECONDS = 365.25 * 24 * 60 * 60;
// Planck 2018 results VI, table 2: 13.8 billion years.
const AGE_OF_UNIVERSE_SECONDS = 13.8e9 * YEAR_SECONDS;

const units = [
  { seconds: 1e9 * YEAR_SECONDS, one: "billion years", many: "billion years" },
  { seconds: 1e6 * YEAR_SECONDS, one: "million years", many: "million years" },
  { seconds: 1e3 * YEAR_SECONDS, one: "thousand years", many: "thousand years" },
  { seconds: YEAR_SECONDS, one: "year", many: "years" },
  { seconds: YEAR_SECONDS / 12, one: "month", many: "months" },
  { seconds: 24 * 60 * 60, one: "day", many: "days" },
  { seconds: 60 * 60, one: "hour", many: "hours" },
  { seconds: 60, one: "minute", many: "minutes" },
  { seconds: 1, one: "second", many: "seconds" },
];

function durationInWords(seconds: number): string {
  if (seconds > AGE_OF_UNIVERSE_SECONDS) return "longer than the universe has existed";

  const unit = units.find((candidate) => seconds >= candidate.seconds);
  if (unit === undefined) return "less than a second";
  const count = Math.floor(seconds / unit.seconds);
  return `${count} ${count === 1 ? unit.one : unit.many}`;
}
