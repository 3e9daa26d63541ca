import type { Context, HashWork } from "../../context";

export type VerifiedPassword = { matches: boolean; needsRehash: boolean; work: HashWork[] };

/**
 * Compares a password with a stored hash. A hash that can't be read matches nothing, so the reply looks like a wrong
 * password; the log is the only place that shows the difference.
 */
export async function verifyPassword(
  context: Context<"passwords">,
  stored: { id: string; passwordHash: string },
  password: string,
): Promise<VerifiedPassword> {
  const { unreadable, ...result } = await context.hasher.verify(password, stored.passwordHash);
  if (unreadable !== undefined) {
    context.log.error(
      { request_id: context.request.id, id: stored.id, reason: unreadable },
      "A stored password hash can't be read. Its owner can log in again after a password reset.",
    );
  }
  return result;
}
