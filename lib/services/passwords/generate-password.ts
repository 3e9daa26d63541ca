import type { GeneratePasswordInput } from "@/lib/schemas/generator-modes";
import type { GeneratedPassword } from "@/lib/schemas/passwords";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { limit } from "../limit";
import { drawPasswords } from "./draw-passwords";

/** Makes one password, or `count` of them. Synchronous unless a limit is set, or words or hundreds are wanted: nothing waits on the hot path. */
export function generatePassword(
  context: ServiceContext,
  input: GeneratePasswordInput,
): GeneratedPassword | Promise<GeneratedPassword> {
  authorize(context, "passwords:generate");
  const { generatorLimit } = context.settings;
  if (generatorLimit === null) return drawPasswords(context, input);
  const limited = limit(context, { name: "generator", ...generatorLimit }, context.request.network);
  return limited.then(() => drawPasswords(context, input));
}
