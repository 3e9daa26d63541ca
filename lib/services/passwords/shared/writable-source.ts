import { findUnwritable } from "@/lib/domain/formats/env-dialects";
import { PASSPHRASE_SYMBOLS } from "@/lib/domain/passphrases/passphrase-options";
import { SYMBOLS } from "@/lib/domain/passwords/generator-options";
import { TYPEABLE_SYMBOLS } from "@/lib/domain/typeable/typeable-options";
import { isAppError, type AppError } from "@/lib/errors";
import type { GeneratePasswordInput, GeneratorInputs } from "@/lib/schemas/generator-modes";
import { conflictError } from "./conflict-error";
import { findSource, type Source } from "./generator-modes";
import type { DrawContext } from "./password-source";

/**
 * The source of passwords for the requested format. For an env file, it draws only passwords that its readers take as they are, so that
 * none of them silently gets another one; `bits` counts these.
 */
export async function findWritableSource(context: DrawContext, input: GeneratePasswordInput): Promise<Source> {
  if (input.format !== "env") return findSource(context, input);
  if (!isPassword(input)) {
    const problems = unwritableOptions(input);
    if (problems.length > 0)
      throw unwritable(
        problems.map(([field]) => field),
        problems.map(([, found]) => found).join(""),
      );
    return findSource(context, input);
  }
  const characters = findUnwritable(input.dialect, ` ${SYMBOLS}${input.symbols ?? ""}`);
  if (characters === "") return findSource(context, input);
  try {
    return await findSource(context, { ...input, exclude: (input.exclude ?? "") + characters });
  } catch (error) {
    if (!isAppError(error)) throw error;
    // If the options alone are wrong, their own error says so.
    await findSource(context, input);
    const fields = (["symbols", "min_special", "site", "rules", "pattern"] as const).filter(
      (name) => input[name] !== undefined,
    );
    throw unwritable(fields, characters);
  }
}

type OtherInput = Exclude<GeneratePasswordInput, GeneratorInputs["password"]>;

function isPassword(input: GeneratePasswordInput): input is GeneratorInputs["password"] {
  return input.mode === undefined || input.mode === "password";
}

/** The options by which a password can have a character that the file can't have. */
function unwritableOptions(input: OtherInput): [string, string][] {
  return optionCharacters(input)
    .map(([field, characters]): [string, string] => [field, findUnwritable(input.dialect, characters)])
    .filter(([, found]) => found !== "");
}

/** What can be in a password besides letters and digits, by option. */
function optionCharacters(input: OtherInput): [string, string][] {
  switch (input.mode) {
    case "passphrase":
      return [
        ["separator", input.separator === "symbol" ? PASSPHRASE_SYMBOLS : input.separator],
        ["include_symbol", input.include_symbol ? PASSPHRASE_SYMBOLS : ""],
      ];
    case "typeable":
      return [["use_special_chars", input.use_special_chars ? TYPEABLE_SYMBOLS : ""]];
    case "token":
      return [["prefix", input.prefix]];
    case "pin":
    case "pronounceable":
      return [];
  }
}

function unwritable(fields: readonly string[], characters: string): AppError {
  const message = `These options need characters that readers of env files take differently (${characters}). Change them, or choose the reader with dialect: sh, docker and systemd files can have every character.`;
  return conflictError([{ fields: ["dialect", ...fields], message }]);
}
