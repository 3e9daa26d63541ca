import { isKnownDevice } from "@/lib/data/devices";
import { findCredentials, settleBreachCheck, upgradePasswordHash, type UserCredentials } from "@/lib/data/users";
import { parseIdentifier } from "@/lib/domain/accounts/identifier";
import { AppError } from "@/lib/errors";
import { audit } from "../audit";
import type { ServiceContext } from "../context";
import { countAttempt } from "./sign-in-throttle";

// One sentence for unknown, wrong, disabled and deleted: whoever asks learns nothing about who has an account.
const refusal = (): AppError => new AppError("invalid_credentials", "Invalid credentials");

/**
 * Finds the active account that identifier and password name. Each call costs one hash, whether the account exists or
 * not; failures are counted before hashing, so that parallel guesses can't outrun the count.
 */
export async function checkCredentials(
  context: ServiceContext,
  { identifier, password }: { identifier: string; password: string },
): Promise<UserCredentials> {
  const user = await findByIdentifier(context, identifier);
  const attempt = await countAttempt(context, await whoseBudget(context, identifier, user));

  const verdict = user === null ? await verifyNothing(context, password) : await context.hasher.verify(password, user.passwordHash);
  if (user === null || !verdict.matches || user.status !== "active") {
    context.defer(() => recordFailure(context, user));
    throw refusal();
  }
  await attempt.succeeded();
  if (verdict.needsRehash) await rehash(context, user, password);
  if (user.breachCheckDue) context.defer(() => askAboutBreachesAgain(context, user, password));
  return user;
}

async function findByIdentifier(context: ServiceContext, identifier: string): Promise<UserCredentials | null> {
  const parsed = parseIdentifier(identifier);
  if (parsed === null) return null;
  return findCredentials(context.db, parsed.kind === "email" ? { normalizedEmail: parsed.normalized } : { username: parsed.normalized });
}

async function whoseBudget(
  context: ServiceContext,
  identifier: string,
  user: UserCredentials | null,
): Promise<{ account: string; knownDevice: string | null }> {
  // Email and username of one account share its budget; a name that nobody has gets one of its own.
  const account = user?.id ?? `nobody:${context.hashSecretToken(identifier.trim().toLowerCase())}`;
  const { deviceToken } = context.request;
  if (user === null || deviceToken === null) return { account, knownDevice: null };
  const tokenHash = context.hashSecretToken(deviceToken);
  return { account, knownDevice: (await isKnownDevice(context.db, { tokenHash, userId: user.id })) ? tokenHash : null };
}

async function verifyNothing(context: ServiceContext, password: string): Promise<{ matches: false; needsRehash: false }> {
  await context.hasher.verifyNothing(password);
  return { matches: false, needsRehash: false };
}

async function recordFailure(context: ServiceContext, user: UserCredentials | null): Promise<void> {
  await context.write((tx) => audit(context, tx, "session.sign_in", { outcome: "failure", targetId: user?.id ?? null, actorId: null }));
}

async function rehash(context: ServiceContext, user: UserCredentials, password: string): Promise<void> {
  const to = await context.hasher.hash(password);
  await context.write((tx) => upgradePasswordHash(tx, user.id, { from: user.passwordHash, to }));
  user.passwordHash = to;
}

async function askAboutBreachesAgain(context: ServiceContext, user: UserCredentials, password: string): Promise<void> {
  const count = await context.breaches.countBreaches(password);
  if (count === null) return;
  const mustChange = count > 0 && context.settings.breachCheck === "block";
  await context.write((tx) => settleBreachCheck(tx, user.id, { mustChange }));
}
