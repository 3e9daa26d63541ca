import { AppError } from "@/lib/errors";

/** Conflicting options: each sentence is repeated at every field that it concerns. */
export function conflictError(conflicts: readonly { fields: readonly string[]; message: string }[]): AppError {
  return new AppError("validation", conflicts.map((conflict) => conflict.message).join(" "), {
    fieldErrors: conflicts.flatMap(({ fields, message }) =>
      fields.map((field) => ({ path: [field], message, type: "conflict" })),
    ),
  });
}
