import { generatePassword as drawPassword } from "@/lib/domain/passwords/generate-password";
import type { GeneratorOptions } from "@/lib/domain/passwords/generator-options";
import { passwordEntropyBits } from "@/lib/domain/passwords/password-entropy";
import { buildPasswordPolicy, type PasswordPolicy } from "@/lib/domain/passwords/password-policy";
import { AppError } from "@/lib/errors";
import type { GeneratedPassword, GeneratePasswordInput } from "@/lib/schemas/passwords";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { limit } from "../limit";

/** Makes one password, or `count` of them. Synchronous unless a limit is set: nothing waits on the hot path. */
export function generatePassword(
  context: ServiceContext,
  input: GeneratePasswordInput,
): GeneratedPassword | Promise<GeneratedPassword> {
  authorize(context, "passwords:generate");
  const { generatorLimit } = context.settings;
  if (generatorLimit === null) return draw(context, input);
  const limited = limit(context, { name: "generator", ...generatorLimit }, context.request.network);
  return limited.then(() => draw(context, input));
}

function draw(context: ServiceContext, input: GeneratePasswordInput): GeneratedPassword {
  const policy = policyOrRefusal(input);
  const password = drawPassword(policy, context.random);
  const facts = { entropy_bits: Math.round(passwordEntropyBits(policy) * 100) / 100, length: policy.length };
  if (input.count === undefined) return { password, ...facts };
  const others = Array.from({ length: input.count - 1 }, () => drawPassword(policy, context.random));
  return { password, ...facts, passwords: [password, ...others] };
}

function policyOrRefusal(options: GeneratorOptions): PasswordPolicy {
  const result = buildPasswordPolicy(options);
  switch (result.kind) {
    case "policy":
      return result.policy;
    case "no_character_class":
      throw new AppError("no_character_class", "At least one character type must be selected");
    case "conflict":
      throw new AppError("validation", result.conflicts.map((conflict) => conflict.message).join(" "), {
        fieldErrors: result.conflicts.flatMap(({ fields, message }) =>
          fields.map((field) => ({ path: [field], message, type: "conflict" })),
        ),
      });
  }
}
