import type { CharacterClassName } from "./classify-character";
import { findSymbolsProblem } from "./find-symbols-problem";
import {
  AMBIGUOUS,
  LOWERCASE,
  NUMBERS,
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
  SYMBOLS,
  UPPERCASE,
  type GeneratorOptions,
} from "./generator-options";

/** Any string of `length` code points from the classes, no class below its minimum, is an allowed password. */
export type PasswordPolicy = { readonly length: number; readonly classes: readonly CharacterClass[] };

/** No character is in two classes of one policy. */
export type CharacterClass = { name: CharacterClassName; characters: readonly string[]; minimum: number };

/** Why the options can't be satisfied: the conflicting options, and a sentence that says what to change. */
export type PolicyConflict = { fields: (keyof GeneratorOptions)[]; message: string };

export type PasswordPolicyOutcome =
  | { kind: "policy"; policy: PasswordPolicy }
  | { kind: "no_character_class" }
  | { kind: "conflict"; conflicts: PolicyConflict[] };

type ClassRule = {
  name: CharacterClassName;
  characters: readonly string[];
  useField: "use_lowercase" | "use_uppercase" | "use_numbers" | "use_special_chars";
  minimumField: "min_lowercase" | "min_uppercase" | "min_numbers" | "min_special";
};

const classRules: readonly ClassRule[] = [
  { name: "lowercase", characters: [...LOWERCASE], useField: "use_lowercase", minimumField: "min_lowercase" },
  { name: "uppercase", characters: [...UPPERCASE], useField: "use_uppercase", minimumField: "min_uppercase" },
  { name: "number", characters: [...NUMBERS], useField: "use_numbers", minimumField: "min_numbers" },
  { name: "symbol", characters: [...SYMBOLS], useField: "use_special_chars", minimumField: "min_special" },
];

export function buildPasswordPolicy(options: GeneratorOptions): PasswordPolicyOutcome {
  const invalid = [...boundsConflicts(options), ...symbolsConflicts(options)];
  if (invalid.length > 0) return { kind: "conflict", conflicts: invalid };

  const wanted = classRules.filter((rule) => options[rule.useField]);
  const classes = wanted.map((rule) => ({
    name: rule.name,
    characters: allowedCharacters(rule, options),
    minimum: minimumOf(rule, options),
  }));
  if (classes.every(({ characters }) => characters.length === 0)) return { kind: "no_character_class" };

  const conflicts = [
    ...unusedMinimumConflicts(options),
    ...wanted
      .filter((_, index) => classes[index]?.characters.length === 0)
      .map((rule) => emptiedConflict(rule, options)),
    ...lengthConflicts(wanted, options),
  ];
  if (conflicts.length > 0) return { kind: "conflict", conflicts };

  return { kind: "policy", policy: { length: options.length, classes } };
}

/** The schemas check these bounds too. This check stops incomplete form input before it reaches the generator. */
function boundsConflicts(options: GeneratorOptions): PolicyConflict[] {
  const conflicts: PolicyConflict[] = [];
  const { length } = options;
  if (!Number.isInteger(length) || length < PASSWORD_LENGTH_MIN || length > PASSWORD_LENGTH_MAX) {
    const message = `length must be a whole number from ${PASSWORD_LENGTH_MIN} to ${PASSWORD_LENGTH_MAX}.`;
    conflicts.push({ fields: ["length"], message });
  }
  for (const { minimumField } of classRules) {
    const minimum = options[minimumField] ?? 0;
    if (Number.isInteger(minimum) && minimum >= 0) continue;
    conflicts.push({ fields: [minimumField], message: `${minimumField} must be a whole number, 0 or more.` });
  }
  return conflicts;
}

function symbolsConflicts({ symbols }: GeneratorOptions): PolicyConflict[] {
  const message = symbols === undefined ? null : findSymbolsProblem(symbols);
  return message === null ? [] : [{ fields: ["symbols"], message }];
}

function allowedCharacters(rule: ClassRule, options: GeneratorOptions): readonly string[] {
  const characters = rule.name === "symbol" && options.symbols !== undefined ? [...options.symbols] : rule.characters;
  // Most requests exclude nothing and share one array.
  if (!options.exclude && !options.exclude_ambiguous) return characters;

  const excluded = (options.exclude ?? "") + (options.exclude_ambiguous ? AMBIGUOUS : "");
  return characters.filter((character) => !excluded.includes(character));
}

/** A requested class has at least one character in the password. */
function minimumOf(rule: ClassRule, options: GeneratorOptions): number {
  return Math.max(1, options[rule.minimumField] ?? 0);
}

function unusedMinimumConflicts(options: GeneratorOptions): PolicyConflict[] {
  return classRules
    .filter((rule) => !options[rule.useField] && (options[rule.minimumField] ?? 0) > 0)
    .map(({ useField, minimumField }) => ({
      fields: [minimumField, useField],
      message:
        `${minimumField} asks for ${options[minimumField]}, but ${useField} is false. ` +
        `Set ${useField} to true or leave ${minimumField} out.`,
    }));
}

function emptiedConflict(rule: ClassRule, options: GeneratorOptions): PolicyConflict {
  const endsWithoutExclude = allowedCharacters(rule, { ...options, exclude: undefined }).length > 0;
  const endsWithoutAmbiguous = allowedCharacters(rule, { ...options, exclude_ambiguous: false }).length > 0;
  // Equal when dropping either one is enough, and when each empties the class alone: the conflict names both then.
  const nameBoth = endsWithoutExclude === endsWithoutAmbiguous;

  const causes: (keyof GeneratorOptions)[] = [];
  if (nameBoth || endsWithoutExclude) causes.push("exclude");
  if (nameBoth || endsWithoutAmbiguous) causes.push("exclude_ambiguous");
  const verb = causes.length === 1 ? "leaves" : "leave";
  return {
    fields: [...causes, rule.useField],
    message:
      `${causes.join(" and ")} ${verb} no character for ${rule.useField}. ` +
      `Exclude less or set ${rule.useField} to false.`,
  };
}

function lengthConflicts(wanted: readonly ClassRule[], options: GeneratorOptions): PolicyConflict[] {
  const total = wanted.reduce((sum, rule) => sum + minimumOf(rule, options), 0);
  if (total <= options.length) return [];

  const parts = wanted.map((rule) => ({
    field: (options[rule.minimumField] ?? 0) > 0 ? rule.minimumField : rule.useField,
    minimum: minimumOf(rule, options),
  }));
  const sum = parts.map(({ field, minimum }) => `${field} (${minimum})`).join(" + ");
  const verb = parts.length === 1 ? "asks" : "ask";
  return [
    {
      fields: ["length", ...parts.map(({ field }) => field)],
      message: `${sum} ${verb} for ${total} characters, but length is ${options.length}. Raise length or lower a minimum.`,
    },
  ];
}
