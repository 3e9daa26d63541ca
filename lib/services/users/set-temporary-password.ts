import { setTemporaryPassword as saveTemporaryPassword } from "@/lib/data/users";
import { generatePassword } from "@/lib/domain/passwords/generate-password";
import { defaultGeneratorOptions, PASSWORD_LENGTH_DEFAULT_ON_PAGE } from "@/lib/domain/passwords/generator-options";
import { buildPasswordPolicy } from "@/lib/domain/passwords/password-policy";
import { AppError } from "@/lib/errors";
import { audit } from "../audit";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { findByIdentifier } from "./find-by-identifier";
import { signOutEverywhere } from "../sessions/sign-out-everywhere";

/** Makes a password for somebody who is locked out, shown once and good until the first log-in changes it. Ends all their sessions. */
export async function setTemporaryPassword(
  context: ServiceContext,
  { identifier }: { identifier: string },
): Promise<{ email: string; password: string }> {
  authorize(context, "users:set-temporary-password");
  const user = await findByIdentifier(context, identifier);
  const password = drawPassword(context);
  const passwordHash = await context.hasher.hash(password);
  await context.write(async (tx) => {
    if (!(await saveTemporaryPassword(tx, user.id, passwordHash, context.now()))) {
      throw new AppError("not_found", `There is no active user ${identifier}.`);
    }
    await signOutEverywhere(tx, user.id);
    await audit(context, tx, "password.temporary", { targetId: user.id });
  });
  return { email: user.email, password };
}

function drawPassword(context: ServiceContext): string {
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
