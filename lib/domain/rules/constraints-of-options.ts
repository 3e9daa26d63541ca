import { AMBIGUOUS, type GeneratorOptions } from "@/lib/domain/passwords/generator-options";
import { complementOf, DIGIT_SET, LOWER_SET, setOf, SPECIAL_SET, UPPER_SET, type CharacterSet } from "./character-set";
import type { Constraint } from "./constraint";

/** The generator's options in combination with rules. An absent option is no constraint. */
export type RuleOptions = Partial<Omit<GeneratorOptions, "length">>;

type ClassOptions = {
  set: CharacterSet;
  useField: "use_lowercase" | "use_uppercase" | "use_numbers" | "use_special_chars";
  minimumField: "min_lowercase" | "min_uppercase" | "min_numbers" | "min_special";
};

const classes: readonly ClassOptions[] = [
  { set: LOWER_SET, useField: "use_lowercase", minimumField: "min_lowercase" },
  { set: UPPER_SET, useField: "use_uppercase", minimumField: "min_uppercase" },
  { set: DIGIT_SET, useField: "use_numbers", minimumField: "min_numbers" },
  { set: SPECIAL_SET, useField: "use_special_chars", minimumField: "min_special" },
];

export function constraintsOfOptions(options: RuleOptions): Constraint[] {
  const constraints = classes.flatMap((one) => constraintsOfClass(one, options));
  const allow = (field: keyof RuleOptions, text: string, set: CharacterSet): void =>
    void constraints.push({ field, text, demands: [{ kind: "alphabet", set }] });

  if (options.symbols !== undefined) allow("symbols", "symbols", complementOf(SPECIAL_SET) | setOf(options.symbols));
  if (options.exclude) allow("exclude", "exclude", complementOf(setOf(options.exclude)));
  if (options.exclude_ambiguous) allow("exclude_ambiguous", "exclude_ambiguous: true", complementOf(setOf(AMBIGUOUS)));
  return constraints;
}

/** As without rules, a requested class has at least one character in the password. */
function constraintsOfClass({ set, useField, minimumField }: ClassOptions, options: RuleOptions): Constraint[] {
  const constraints: Constraint[] = [];
  const use = options[useField];
  const minimum = options[minimumField] ?? 0;
  if (use === false) {
    constraints.push({
      field: useField,
      text: `${useField}: false`,
      demands: [{ kind: "alphabet", set: complementOf(set) }],
    });
  }
  if (use === true && minimum === 0) {
    constraints.push({ field: useField, text: `${useField}: true`, demands: [{ kind: "required", set, minimum: 1 }] });
  }
  if (minimum > 0) {
    constraints.push({
      field: minimumField,
      text: `${minimumField}: ${minimum}`,
      demands: [{ kind: "required", set, minimum }],
    });
  }
  return constraints;
}
