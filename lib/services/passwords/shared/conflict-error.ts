import { AppError } from "@/lib/errors";

/** Options at odds with one another: each sentence stands at every field that it is about. */
export function conflictError(conflicts: readonly { fields: readonly string[]; message: string }[]): AppError {
  return new AppError("validation", conflicts.map((conflict) => conflict.message).join(" "), {
    fieldErrors: conflicts.flatMap(({ fields, message }) =>
      fields.map((field) => ({ path: [field], message, type: "conflict" })),
    ),
  });
}
