import { AppError, isAppError } from "@/lib/errors";
import type { GeneratePasswordInput } from "@/lib/schemas/generator-modes";
import type { Context } from "../../context";
import { conflictError } from "../../passwords/shared/conflict-error";
import { drawPasswords } from "../../passwords/shared/draw-passwords";
import { formatMisuses } from "../../passwords/shared/format-misuses";
import { refuseWhatBcryptCuts } from "../../passwords/shared/write-passwords";

/**
 * Refuses settings that can't produce a password, with the generator's own message: draws one password and discards it.
 */
export async function requireUsable(
  context: Context<"random" | "site-rules">,
  settings: GeneratePasswordInput,
): Promise<void> {
  try {
    const problems = formatMisuses(settings);
    if (problems.length > 0) throw conflictError(problems);
    const { password } = await drawPasswords(context, settings);
    if (settings.hash === "bcrypt") refuseWhatBcryptCuts([password]);
  } catch (error) {
    throw isAppError(error) ? asFieldOf(error) : error;
  }
}

function asFieldOf(error: AppError): AppError {
  const fieldErrors = error.fieldErrors.map(({ path, ...rest }) => ({ path: ["settings", ...path], ...rest }));
  return new AppError(error.code, error.message, { fieldErrors });
}
