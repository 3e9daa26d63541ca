import { isUniqueViolation } from "@/lib/data/database-errors";
import { PRESETS_MAX } from "@/lib/domain/presets/preset-name";
import { AppError } from "@/lib/errors";

/** Another's preset, and one that never was. */
export function noSuchPreset(): AppError {
  return new AppError("not_found", "There is no such preset.");
}

export function tooManyPresets(): AppError {
  return new AppError("conflict", `You have ${PRESETS_MAX} presets. Delete one before you save another one.`);
}

/** The refusal for a name that another preset of the same person has; any other error as it is. */
export function asNameTaken(error: unknown): unknown {
  if (!isUniqueViolation(error, "userId", "normalizedName")) return error;
  const message = "You already have a preset with this name";
  return new AppError("conflict", `${message}.`, { fieldErrors: [{ path: ["name"], message, type: "taken" }] });
}
