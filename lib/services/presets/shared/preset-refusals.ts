import { isUniqueViolation } from "@/lib/data/database-errors";
import { PRESETS_MAX } from "@/lib/domain/presets/preset-name";
import { AppError } from "@/lib/errors";

/** The refusal for an unknown preset and for another user's preset. */
export function noSuchPreset(): AppError {
  return new AppError("not_found", "There is no such preset.");
}

export function tooManyPresets(): AppError {
  return new AppError("conflict", `You have ${PRESETS_MAX} presets. Delete one before you save another one.`);
}

/**
 * Turns a unique violation into the refusal for a name that another of the user's presets has; returns any other error
 * unchanged.
 */
export function asNameTaken(error: unknown): unknown {
  if (!isUniqueViolation(error, "userId", "normalizedName")) return error;
  const message = "You already have a preset with this name";
  return new AppError("conflict", `${message}.`, { fieldErrors: [{ path: ["name"], message, type: "taken" }] });
}
