import { generatePassword } from "@/lib/domain/passwords/generate-password";
import { defaultGeneratorOptions, PASSWORD_LENGTH_DEFAULT_ON_PAGE } from "@/lib/domain/passwords/generator-options";
import { buildPasswordPolicy } from "@/lib/domain/passwords/password-policy";
import type { Context } from "../../context";

/** A temporary password, valid until the first log-in. */
export function drawTemporaryPassword(context: Context<"random">): string {
  // Read aloud or typed from a screen, so without look-alikes and symbols; 20 of these are 114 bits.
  const outcome = buildPasswordPolicy({
    ...defaultGeneratorOptions,
    length: PASSWORD_LENGTH_DEFAULT_ON_PAGE,
    use_special_chars: false,
    exclude_ambiguous: true,
  });
  if (outcome.kind !== "policy") throw new Error("The temporary password's policy is at odds with itself.");
  return generatePassword(outcome.policy, context.random);
}
