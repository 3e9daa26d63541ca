import type { RulesRefusal } from "@/lib/domain/rules/generate-by-rules";
import { AppError, type FieldError } from "@/lib/errors";
import { conflictError } from "./conflict-error";

/** The input fields that the refused rules came from. */
type Origin = { rulesField: "rules" | "site"; fields: readonly string[] };

/** The reasons why no password satisfies these rules; each conflicting part has an error at its field. */
export function rulesError(refusal: RulesRefusal, { rulesField, fields }: Origin): AppError {
  const fieldOf = (field: string): string => (field === "rules" ? rulesField : field);
  switch (refusal.kind) {
    case "syntax":
      return refusedFields(
        refusal.problems.map(({ position, reason }) => syntaxError(fieldOf(refusal.field), position, reason)),
      );
    case "unsupported":
      return refusedFields([
        {
          path: [refusal.field],
          message: `Has a ${refusal.construct} at position ${refusal.position}, which is not supported`,
          type: "unsupported",
        },
      ]);
    case "too-complex":
      return refusedFields(
        fields.map((field) => ({
          path: [field],
          message: "Is too complex",
          type: "too_complex",
        })),
      );
    case "conflict":
      return constraintConflict(refusal.constraints.map(({ field, text }) => ({ field: fieldOf(field), text })));
    case "bits-unreachable":
      return bitsUnreachable(refusal);
  }
}

export function bitsUnreachable({
  bits,
  bitsMax,
  length,
}: {
  bits: number;
  bitsMax: number;
  length: number;
}): AppError {
  // Rounded down, so that the strength in the message is reachable.
  const best = Math.floor(bitsMax * 100) / 100;
  return conflictError([
    {
      fields: ["bits"],
      message: `bits asks for ${bits}, but the rules allow at most ${best}, with ${length} characters. Ask for less.`,
    },
  ]);
}

function syntaxError(field: string, position: number, reason: string): FieldError {
  return { path: [field], message: `At position ${position}: ${reason.replace(/\.$/, "")}`, type: "syntax" };
}

function refusedFields(fieldErrors: FieldError[]): AppError {
  return new AppError(
    "validation",
    fieldErrors.map(({ path, message }) => `${path.join(".")}: ${message}.`).join(" "),
    { fieldErrors },
  );
}

/** The set is irreducible: removing any one constraint resolves the conflict. */
function constraintConflict(constraints: readonly { field: string; text: string }[]): AppError {
  const nameOf = ({ field, text }: { field: string; text: string }): string =>
    text === field || text.startsWith(`${field}: `) ? text : `${text} (${field})`;
  const names = constraints.map(nameOf);
  const detail =
    names.length === 1
      ? `No password satisfies ${names[0]}. Change it.`
      : `These rules conflict: ${names.join("; ")}. Change one of them.`;
  const fieldErrors = constraints.map((constraint, index) => {
    const others = names.filter((_, other) => other !== index).join("; ");
    const message = others === "" ? `No password satisfies ${nameOf(constraint)}` : `Conflicts with ${others}`;
    return { path: [constraint.field], message, type: "at_odds" };
  });
  return new AppError("validation", detail, { fieldErrors });
}
