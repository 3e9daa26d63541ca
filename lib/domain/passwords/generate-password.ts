import { randomBelow, type RandomSource } from "@/lib/domain/random";
import { drawShare } from "@/lib/domain/rules/draw-share";
import { countBetween } from "./count-passwords";
import { drawClassCounts } from "./draw-class-counts";
import type { PasswordPolicy } from "./password-policy";
import { ENDS_ERROR, solidEndsOf } from "./solid-ends";

/**
 * Every password that the policy allows is equally likely, apart from those that begin or end with a space: they are never
 * drawn while there are others.
 */
export function generatePassword(policy: PasswordPolicy, random: RandomSource): string {
  const ends = solidEndsOf(policy);
  if (ends === null) return arrange(policy, random);
  const shares = {
    weights: ends.map(({ weight }) => weight),
    error: ENDS_ERROR,
    exact: () => ends.map(countBetween),
  };
  const chosen = ends[drawShare(shares, random)];
  if (chosen === undefined) throw new RangeError("A random index is below the number of ends.");
  const { first, middle, last } = chosen;
  return pickCharacter(first, random) + arrange(middle, random) + pickCharacter(last, random);
}

function arrange(policy: PasswordPolicy, random: RandomSource): string {
  // Placing the minimums first and shuffling would favour passwords that are near the minimums. So the number of characters
  // of each class is drawn with its distribution among all allowed passwords, then the positions, then the characters.
  const remaining = drawClassCounts(policy, random);
  let password = "";
  for (let positions = policy.length; positions > 0; positions -= 1) {
    const classIndex = takeOne(remaining, randomBelow(random, positions));
    password += pickCharacter(policy.classes[classIndex]?.characters ?? [], random);
  }
  return password;
}

/** Each remaining character is equally likely to be next, so every arrangement is equally likely. */
function takeOne(remaining: number[], place: number): number {
  let before = 0;
  for (let index = 0; index < remaining.length; index += 1) {
    const count = remaining[index] ?? 0;
    before += count;
    if (place >= before) continue;
    remaining[index] = count - 1;
    return index;
  }
  throw new RangeError("A place is below the number of characters that remain.");
}

function pickCharacter(characters: readonly string[], random: RandomSource): string {
  const character = characters[randomBelow(random, characters.length)];
  // A broken random source must not put the word "undefined" into a password.
  if (character === undefined) throw new RangeError("A random index is below the number of characters.");
  return character;
}
