import { AMBIGUOUS, LOWERCASE, NUMBERS } from "@/lib/domain/passwords/generator-options";
import {
  LAYER_CHANGES_MAX,
  SAME_KEY_LETTERS,
  TYPEABLE_LENGTH_MAX,
  TYPEABLE_LENGTH_MIN,
  TYPEABLE_SYMBOLS,
  type TypeableOptions,
} from "./typeable-options";

/** A keyboard shows one layer at a time and starts with lower case; digits and symbols share a layer. */
export type Layer = "lowercase" | "uppercase" | "signs";

/** Characters of one layer; every password contains at least one of them. */
export type TypeableClass = { layer: Layer; characters: readonly string[] };

export type TypeablePolicy = { length: number; layerChangesMax: number; classes: readonly TypeableClass[] };

export type TypeableConflict = { fields: (keyof TypeableOptions)[]; message: string };

export type TypeablePolicyOutcome =
  | { kind: "policy"; policy: TypeablePolicy }
  | { kind: "conflict"; conflicts: TypeableConflict[] };

export function buildTypeablePolicy(options: TypeableOptions): TypeablePolicyOutcome {
  const conflicts = [...boundsConflicts(options), ...sameKeysConflicts(options), ...layerConflicts(options)];
  if (conflicts.length > 0) return { kind: "conflict", conflicts };
  return {
    kind: "policy",
    policy: { length: options.length, layerChangesMax: options.layer_changes, classes: classesOf(options) },
  };
}

function classesOf(options: TypeableOptions): TypeableClass[] {
  const letters = options.same_keys ? SAME_KEY_LETTERS : LOWERCASE;
  const classes: TypeableClass[] = [{ layer: "lowercase", characters: readable(letters, options) }];
  if (options.use_uppercase) classes.push({ layer: "uppercase", characters: readable(letters.toUpperCase(), options) });
  if (usesNumbers(options)) classes.push({ layer: "signs", characters: readable(NUMBERS, options) });
  if (options.use_special_chars) classes.push({ layer: "signs", characters: [...TYPEABLE_SYMBOLS] });
  return classes;
}

function readable(characters: string, { exclude_ambiguous }: TypeableOptions): readonly string[] {
  return [...characters].filter((character) => !exclude_ambiguous || !AMBIGUOUS.includes(character));
}

function usesNumbers({ use_numbers, same_keys }: TypeableOptions): boolean {
  return use_numbers ?? !same_keys;
}

/** The schemas check these bounds too. This check stops incomplete form input before it reaches the generator. */
function boundsConflicts({ length, layer_changes }: TypeableOptions): TypeableConflict[] {
  const conflicts: TypeableConflict[] = [];
  if (!Number.isInteger(length) || length < TYPEABLE_LENGTH_MIN || length > TYPEABLE_LENGTH_MAX) {
    const message = `length must be a whole number from ${TYPEABLE_LENGTH_MIN} to ${TYPEABLE_LENGTH_MAX}.`;
    conflicts.push({ fields: ["length"], message });
  }
  if (!Number.isInteger(layer_changes) || layer_changes < 0 || layer_changes > LAYER_CHANGES_MAX) {
    const message = `layer_changes must be a whole number from 0 to ${LAYER_CHANGES_MAX}.`;
    conflicts.push({ fields: ["layer_changes"], message });
  }
  return conflicts;
}

function sameKeysConflicts({ same_keys, use_numbers, use_special_chars }: TypeableOptions): TypeableConflict[] {
  const asked = [use_numbers === true && "use_numbers", use_special_chars && "use_special_chars"] as const;
  const fields = asked.filter((field) => field !== false);
  if (!same_keys || fields.length === 0) return [];
  const message =
    "same_keys allows letters only: no digit or symbol is on the same key on QWERTY, QWERTZ and AZERTY. " +
    `Set ${fields.join(" and ")} to false or leave same_keys out.`;
  return [{ fields: [...fields, "same_keys"], message }];
}

function layerConflicts(options: TypeableOptions): TypeableConflict[] {
  const others: (keyof TypeableOptions)[] = [];
  if (options.use_uppercase) others.push("use_uppercase");
  if (usesNumbers(options)) others.push("use_numbers");
  else if (options.use_special_chars) others.push("use_special_chars");
  if (options.layer_changes >= others.length || options.layer_changes < 0) return [];
  const times = others.length === 1 ? "one change" : "two changes";
  const verb = others.length === 1 ? "needs" : "need";
  const message =
    `${others.join(" and ")} ${verb} ${times} of layer, but layer_changes is ${options.layer_changes}. ` +
    `Raise layer_changes or set ${others.length === 1 ? "it" : "one"} to false.`;
  return [{ fields: ["layer_changes", ...others], message }];
}
