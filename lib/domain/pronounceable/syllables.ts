import type { Automaton, Transition } from "@/lib/domain/automaton";

const vowels = [..."aeiou"];
/** Without q and x, whose pronunciation varies, and y, which can be a vowel. */
const consonants = [..."bcdfghjklmnprstvwz"];
const vowelPairs = words("ai au ea ee ei ia ie io oa oo ou ua ue");
const openingPairs = words("bl br ch cl cr dr fl fr gl gr kl kr pl pr sh sk sl sm sn sp st sw th tr tw");
const closingPairs = words("ch ck ft ld lf lk lm lp lt mp nd ng nk nt pt rb rd rf rg rk rl rm rn rp rt sh sk sp st th");
const neverLast = ["h", "j", "w"];

/** A state: the end of the string so far, as far as it determines the next letters. */
type Part = { name: string; accepting: boolean; after(letter: string): string | null };

const isVowel = (letter: string): boolean => vowels.includes(letter);

const parts: readonly Part[] = [
  { name: "nothing", accepting: false, after: (letter) => (isVowel(letter) ? letter : `opening ${letter}`) },
  ...vowels.map(vowelPart),
  { name: "vowel pair", accepting: true, after: (letter) => (isVowel(letter) ? null : `inner ${letter}`) },
  ...consonants.map(openingConsonantPart),
  ...consonants.map(innerConsonantPart),
  { name: "opening pair", accepting: false, after: vowelOnly },
  { name: "closing pair", accepting: true, after: vowelOnly },
];

/**
 * Pronounceable strings: one or two vowels, then one or two consonants, and so on. The string starts with a valid syllable
 * start and ends with a valid syllable end; a pair of consonants inside may be either.
 */
export const syllables: Automaton = {
  states: parts.map(({ accepting, after }) => ({ accepting, transitions: transitionsOf(after) })),
};

function vowelPart(vowel: string): Part {
  const afterVowel = (letter: string): string | null => (vowelPairs.includes(vowel + letter) ? "vowel pair" : null);
  return {
    name: vowel,
    accepting: true,
    after: (letter) => (isVowel(letter) ? afterVowel(letter) : `inner ${letter}`),
  };
}

function openingConsonantPart(consonant: string): Part {
  const afterConsonant = (letter: string): string | null =>
    openingPairs.includes(consonant + letter) ? "opening pair" : null;
  return {
    name: `opening ${consonant}`,
    accepting: false,
    after: (letter) => vowelOnly(letter) ?? afterConsonant(letter),
  };
}

function innerConsonantPart(consonant: string): Part {
  const afterConsonant = (letter: string): string | null => {
    // A pair that is in both lists may end the string.
    if (closingPairs.includes(consonant + letter)) return "closing pair";
    return openingPairs.includes(consonant + letter) ? "opening pair" : null;
  };
  return {
    name: `inner ${consonant}`,
    accepting: !neverLast.includes(consonant),
    after: (letter) => vowelOnly(letter) ?? afterConsonant(letter),
  };
}

function vowelOnly(letter: string): string | null {
  return isVowel(letter) ? letter : null;
}

function transitionsOf(after: Part["after"]): Transition[] {
  const charactersByTarget = new Map<number, string[]>();
  for (const letter of [...vowels, ...consonants]) {
    const next = after(letter);
    const target = parts.findIndex(({ name }) => name === next);
    if (target !== -1) charactersByTarget.set(target, [...(charactersByTarget.get(target) ?? []), letter]);
  }
  return [...charactersByTarget].map(([target, characters]) => ({ characters, target }));
}

function words(text: string): string[] {
  return text.split(" ");
}
