import { findCredentials, type UserCredentials } from "@/lib/data/users";
import { parseIdentifier, type Identifier } from "@/lib/domain/accounts/identifier";
import { CODE_DIGITS } from "@/lib/domain/two-factor/one-time-code";
import { AppError } from "@/lib/errors";
import { findKnownDevice } from "./find-known-device";
import { countPasswordAttempt } from "./log-in-throttle";
import { countFailedLogIn } from "./raise-log-in-alarm";
import { verifyPassword, type VerifiedPassword } from "./verify-password";
import { recordBreachCheck, rehashPassword } from "../../account-state/change-password";
import { audit } from "../../audit";
import type { Context } from "../../context";
import { checked } from "../../limit";

type Credentials = {
  identifier: string;
  password: string;
  /** Whether the last six digits of the password may be a code, as a tutorial's client sends it. */
  takesAppendedCode?: boolean;
};

/** The user of the credentials, and the code appended to the password. */
export type CheckedCredentials = { user: UserCredentials; appendedCode: string | null };

// The same sentence for unknown, wrong, disabled and deleted, so that it doesn't reveal which accounts exist.
const refusal = (): AppError => new AppError("invalid_credentials", "Invalid credentials");

/**
 * Finds the active account for an identifier and password. The number of hashes and the time of a refusal depend only on
 * the input, not on whether the account exists. Failures are counted before hashing, so that parallel guesses can't exceed the limit.
 * When the hasher is full it refuses with `unavailable` before any query.
 */
export async function checkCredentials(
  context: Context<"writing" | "limits" | "background" | "passwords" | "secrets" | "mail">,
  { identifier, password, takesAppendedCode = false }: Credentials,
): Promise<CheckedCredentials> {
  context.hasher.requirePlace();
  const parsed = parseIdentifier(identifier);
  const user = parsed === null ? null : await findUser(context, parsed);
  const attempt = await countPasswordAttempt(context, await findBudget(context, parsed ?? identifier, user));

  const whole = await checked(attempt, () => verify(context, user, password));
  const split = takesAppendedCode ? splitAppendedCode(password) : null;
  // Checked even when the whole password matched, so that the time reveals nothing about the account.
  const shortened = split === null ? null : await checked(attempt, () => verify(context, user, split.password));
  // The last digits are only a code if the account uses two-factor authentication.
  const isShortened = !whole.matches && shortened?.matches === true && user !== null && user.twoFactorSince !== null;
  if (user === null || user.status !== "active" || !(whole.matches || isShortened)) {
    context.defer(async () => {
      await recordFailure(context, user);
      await countFailedLogIn(context);
    });
    await context.hasher.evenOutRefusal([...whole.work, ...(shortened?.work ?? [])]);
    throw refusal();
  }

  await attempt.succeeded();
  const verifiedPassword = isShortened && split !== null ? split.password : password;
  if (isShortened ? shortened.needsRehash : whole.needsRehash) await rehash(context, user, verifiedPassword);
  if (user.breachCheckDue) context.defer(() => recheckBreaches(context, user, verifiedPassword));
  return { user, appendedCode: isShortened && split !== null ? split.code : null };
}

async function findUser(
  context: Context<"reading">,
  { kind, normalized }: Identifier,
): Promise<UserCredentials | null> {
  return findCredentials(context.db, kind === "email" ? { normalizedEmail: normalized } : { username: normalized });
}

async function findBudget(
  context: Context<"reading" | "secrets">,
  identifier: Identifier | string,
  user: UserCredentials | null,
): Promise<{ account: string; knownDevice: string | null }> {
  // Email and username of one account share its budget; an unknown name gets its own. Spellings share one exactly if they would
  // find the same account: otherwise the refusal of another spelling would reveal whether there is one.
  if (user === null)
    return { account: `nobody:${context.hashSecretToken(JSON.stringify(identifier))}`, knownDevice: null };
  return { account: user.id, knownDevice: await findKnownDevice(context, user.id) };
}

function splitAppendedCode(password: string): { password: string; code: string } | null {
  const code = password.slice(-CODE_DIGITS);
  return password.length > CODE_DIGITS && /^[0-9]{6}$/.test(code)
    ? { password: password.slice(0, -CODE_DIGITS), code }
    : null;
}

async function verify(
  context: Context<"passwords">,
  user: UserCredentials | null,
  password: string,
): Promise<VerifiedPassword> {
  if (user !== null) return verifyPassword(context, user, password);
  return { matches: false, needsRehash: false, work: await context.hasher.verifyNothing(password) };
}

async function recordFailure(context: Context<"writing">, user: UserCredentials | null): Promise<void> {
  await context.write((tx) =>
    audit(context, tx, "session.sign_in", { outcome: "failure", targetId: user?.id ?? null, actorId: null }),
  );
}

async function rehash(
  context: Context<"writing" | "passwords">,
  user: UserCredentials,
  password: string,
): Promise<void> {
  const to = await context.hasher.hash(password);
  await context.write((tx) => rehashPassword(tx, user.id, { from: user.passwordHash, to }));
  user.passwordHash = to;
}

async function recheckBreaches(
  context: Context<"writing" | "passwords">,
  user: UserCredentials,
  password: string,
): Promise<void> {
  const count = await context.breaches.countBreaches(password);
  if (count === null) return;
  const mustChange = count > 0 && context.settings.breachCheck === "block";
  await context.write((tx) => recordBreachCheck(tx, user, { mustChange }));
}
