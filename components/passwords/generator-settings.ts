import { findSymbolsProblem } from "@/lib/domain/passwords/find-symbols-problem";
import {
  EXCLUDE_MAX,
  type GeneratorOptions,
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
  STRENGTH_BITS_MAX,
  STRENGTH_BITS_MIN,
} from "@/lib/domain/passwords/generator-options";
import { buildPasswordPolicy, type PasswordPolicy, type PolicyConflict } from "@/lib/domain/passwords/password-policy";
import { characterClasses, type MinimumField, type UseField } from "./character-classes";
import { isWholeNumber } from "./is-whole-number";
import { sentenceCase } from "./sentence-case";
import { lengthForBits, STRENGTH_BITS_DEFAULT } from "./strength-target";

/** The current form values, including incomplete numbers. */
export type GeneratorDraft = {
  /** Whether the user sets the length or the strength. */
  by: "length" | "bits";
  bits: string;
  length: string;
  use_lowercase: boolean;
  use_uppercase: boolean;
  use_numbers: boolean;
  use_special_chars: boolean;
  min_lowercase: string;
  min_uppercase: string;
  min_numbers: string;
  min_special: string;
  exclude_ambiguous: boolean;
  symbols: string;
  exclude: string;
};

/** Errors by field; `classes` and `minimums` are groups of fields. */
export type DraftErrors = Partial<
  Record<Exclude<keyof GeneratorDraft, UseField | "by"> | "classes" | "minimums", string>
>;

/** The result of reading the form: valid settings, or one message for the form and errors for its fields. */
export type GeneratorSettings =
  | { kind: "ready"; options: GeneratorOptions; policy: PasswordPolicy }
  | { kind: "refused"; message: string; errors: DraftErrors };

const placeOnForm: Record<keyof GeneratorOptions, keyof DraftErrors> = {
  length: "length",
  use_lowercase: "classes",
  use_uppercase: "classes",
  use_numbers: "classes",
  use_special_chars: "classes",
  min_lowercase: "minimums",
  min_uppercase: "minimums",
  min_numbers: "minimums",
  min_special: "minimums",
  exclude_ambiguous: "exclude_ambiguous",
  symbols: "symbols",
  exclude: "exclude",
};

export function draftFromOptions({
  bits,
  ...options
}: GeneratorOptions & { bits?: number | undefined }): GeneratorDraft {
  return {
    by: bits === undefined ? "length" : "bits",
    bits: String(bits ?? STRENGTH_BITS_DEFAULT),
    length: String(options.length),
    use_lowercase: options.use_lowercase,
    use_uppercase: options.use_uppercase,
    use_numbers: options.use_numbers,
    use_special_chars: options.use_special_chars,
    min_lowercase: String(options.min_lowercase ?? ""),
    min_uppercase: String(options.min_uppercase ?? ""),
    min_numbers: String(options.min_numbers ?? ""),
    min_special: String(options.min_special ?? ""),
    exclude_ambiguous: options.exclude_ambiguous,
    symbols: options.symbols ?? "",
    exclude: options.exclude ?? "",
  };
}

export function readDraft(draft: GeneratorDraft): GeneratorSettings {
  const errors = fieldErrors(draft);
  const message = Object.values(errors)[0];
  if (message !== undefined) return { kind: "refused", message, errors };

  const options = optionsFromDraft(draft);
  if (draft.by === "bits") {
    const { length, reached } = lengthForBits(options, Number(draft.bits));
    options.length = length;
    if (!reached && buildPasswordPolicy(options).kind === "policy") return unreachable();
  }
  const outcome = buildPasswordPolicy(options);
  switch (outcome.kind) {
    case "policy":
      return { kind: "ready", options, policy: outcome.policy };
    case "no_character_class":
      return refuse([noClassConflict(draft)]);
    case "conflict":
      return refuse(outcome.conflicts.map((conflict) => ({ ...conflict, message: messageFor(conflict, options) })));
  }
}

function fieldErrors(draft: GeneratorDraft): DraftErrors {
  const errors: DraftErrors = {};
  if (draft.by === "bits") {
    if (!isWholeNumber(draft.bits, STRENGTH_BITS_MIN, STRENGTH_BITS_MAX)) {
      errors.bits = `Enter a strength from ${STRENGTH_BITS_MIN} to ${STRENGTH_BITS_MAX} bits.`;
    }
  } else if (!isWholeNumber(draft.length, PASSWORD_LENGTH_MIN, PASSWORD_LENGTH_MAX)) {
    errors.length = `Enter a length from ${PASSWORD_LENGTH_MIN} to ${PASSWORD_LENGTH_MAX}.`;
  }
  for (const { useField, minimumField } of characterClasses) {
    const minimum = draft[minimumField];
    if (!draft[useField] || minimum === "" || isWholeNumber(minimum, 1, PASSWORD_LENGTH_MAX)) continue;
    errors[minimumField] = `Enter a number from 1 to ${PASSWORD_LENGTH_MAX}, or leave it empty.`;
  }
  const symbolsProblem = draft.symbols === "" ? null : findSymbolsProblem(draft.symbols);
  if (symbolsProblem !== null) errors.symbols = sentenceCase(symbolsProblem);
  if ([...draft.exclude].length > EXCLUDE_MAX) errors.exclude = `Enter at most ${EXCLUDE_MAX} characters.`;
  return errors;
}

/** Ignores the minimums of unticked types, which stay in the form in case the type is ticked again. */
function optionsFromDraft(draft: GeneratorDraft): GeneratorOptions {
  return {
    length: Number(draft.length),
    use_lowercase: draft.use_lowercase,
    use_uppercase: draft.use_uppercase,
    use_numbers: draft.use_numbers,
    use_special_chars: draft.use_special_chars,
    exclude_ambiguous: draft.exclude_ambiguous,
    symbols: draft.symbols || undefined,
    exclude: draft.exclude || undefined,
    min_lowercase: minimumFromDraft(draft, "use_lowercase", "min_lowercase"),
    min_uppercase: minimumFromDraft(draft, "use_uppercase", "min_uppercase"),
    min_numbers: minimumFromDraft(draft, "use_numbers", "min_numbers"),
    min_special: minimumFromDraft(draft, "use_special_chars", "min_special"),
  };
}

function minimumFromDraft(draft: GeneratorDraft, useField: UseField, minimumField: MinimumField): number | undefined {
  return draft[useField] && draft[minimumField] !== "" ? Number(draft[minimumField]) : undefined;
}

function noClassConflict(draft: GeneratorDraft): PolicyConflict {
  const nothingTicked = characterClasses.every(({ useField }) => !draft[useField]);
  return nothingTicked
    ? { fields: characterClasses.map(({ useField }) => useField), message: "Select at least one character type." }
    : { fields: ["exclude"], message: "All characters are excluded. Exclude fewer." };
}

/** Domain messages name API options; the page names its labels. */
function messageFor({ fields }: PolicyConflict, options: GeneratorOptions): string {
  if (fields.includes("length")) {
    return `The minimums add up to more than ${options.length} characters. Increase the length or lower a minimum.`;
  }
  const emptied = characterClasses.find(({ useField }) => fields.includes(useField));
  const plural = emptied?.plural ?? "characters";
  return `All ${plural} are excluded. Exclude fewer, or clear the ${plural} checkbox.`;
}

function unreachable(): GeneratorSettings {
  const message = `Even ${PASSWORD_LENGTH_MAX} of these characters are too weak for this setting. Allow more types or lower the bits.`;
  return { kind: "refused", message, errors: { bits: message } };
}

function refuse(conflicts: PolicyConflict[]): GeneratorSettings {
  const errors: DraftErrors = {};
  for (const { fields, message } of conflicts) {
    const places = fields.map((field) => placeOnForm[field]);
    // Shown beside the specific fields, where the user can fix it, rather than at the character types.
    const specific = places.filter((place) => place !== "classes");
    for (const place of specific.length > 0 ? specific : places) errors[place] ??= message;
  }
  return { kind: "refused", message: conflicts[0]?.message ?? "", errors };
}
