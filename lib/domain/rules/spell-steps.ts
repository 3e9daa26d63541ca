import { randomBelow, type RandomSource } from "@/lib/domain/random";
import type { CharacterCell } from "./character-cells";
import type { EndingStep, RunLimits } from "./string-endings";

/** A string of the steps, each equally likely. */
export function spellSteps(steps: readonly EndingStep[], limits: RunLimits, random: RandomSource): string {
  let string = "";
  let before: CharacterCell | null = null;
  for (const step of steps) {
    string += nextCharacter(string, before, step, limits, random);
    before = step.cell;
  }
  return string;
}

function nextCharacter(
  string: string,
  before: CharacterCell | null,
  { cell, choice }: EndingStep,
  { repeating }: RunLimits,
  random: RandomSource,
): string {
  const last = string.slice(-1);
  switch (choice) {
    case "any":
      return pick(cell.characters, random);
    case "apart": {
      const isApart = (character: string): boolean =>
        (repeating === Infinity || character !== last) &&
        (cell.place === null || Math.abs(stepBetween(last, character)) !== 1);
      return pick(cell.characters.filter(isApart), random);
    }
    case "same":
      return last;
    case "next":
      return after(last, runOf(string));
    case "rising":
    case "falling": {
      const run = runOf(string);
      const isUpwards = (choice === "rising") !== (before?.place?.mirrored.includes(last) ?? false);
      return after(last, run === 0 ? (isUpwards ? 1 : -1) : -run);
    }
  }
}

/** 1 or -1 when the string closes a rising or falling run, else 0. */
function runOf(string: string): number {
  const step = stepBetween(string.slice(-2, -1), string.slice(-1));
  return Math.abs(step) === 1 ? step : 0;
}

/** No letter or digit is one code point from a character of another sequence that is limited. */
function stepBetween(one: string, other: string): number {
  return (other.codePointAt(0) ?? NaN) - (one.codePointAt(0) ?? NaN);
}

function after(character: string, step: number): string {
  return String.fromCodePoint((character.codePointAt(0) ?? NaN) + step);
}

/** A broken random source must not put the word "undefined" into a password. */
function pick(characters: readonly string[], random: RandomSource): string {
  const character = characters[randomBelow(random, characters.length)];
  if (character === undefined) throw new RangeError("A random index is below the number of characters.");
  return character;
}
