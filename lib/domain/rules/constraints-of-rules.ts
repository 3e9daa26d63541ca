import type { Constraint, Demand } from "./constraint";
import type { PasswordRules } from "./parse-password-rules";

export function constraintsOfRules(rules: PasswordRules): Constraint[] {
  const constraints: Constraint[] = [];
  const add = (text: string, ...demands: Demand[]): void => void constraints.push({ field: "rules", text, demands });
  const { lengthMin, lengthMax, consecutiveMax, repeatingMax, sequentialMax, allowed } = rules;

  if (lengthMin !== null) add(`minlength: ${lengthMin}`, { kind: "length", min: lengthMin, max: Infinity });
  if (lengthMax !== null) add(`maxlength: ${lengthMax}`, { kind: "length", min: 0, max: lengthMax });
  // Required characters are allowed too, also while the search for conflicts omits the requirement.
  if (allowed !== null) add("allowed", { kind: "alphabet", set: allowed });
  for (const { text, set, minimum } of rules.required) {
    add(Array<string>(minimum).fill(text).join("; "), { kind: "required", set, minimum });
  }
  if (consecutiveMax !== null) {
    const max = consecutiveMax;
    add(`max-consecutive: ${max}`, { kind: "repeating", max }, { kind: "sequential", max });
  }
  if (repeatingMax !== null) add(`max-repeating: ${repeatingMax}`, { kind: "repeating", max: repeatingMax });
  if (sequentialMax !== null) add(`max-sequential: ${sequentialMax}`, { kind: "sequential", max: sequentialMax });
  return constraints;
}
