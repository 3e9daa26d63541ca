import { findInvitationsOfUsers } from "@/lib/data/invitations";
import { findWithoutPassword } from "@/lib/data/users";
import type { FirstPassword } from "@/lib/schemas/users";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";

/** Those of these accounts that have no password yet, by id. */
export async function readFirstPasswords(
  context: Context<"reading">,
  { ids }: { ids: readonly string[] },
): Promise<ReadonlyMap<string, FirstPassword>> {
  authorizeUser(context, "users:read");
  const without = [...(await findWithoutPassword(context.db, ids))];
  const invitations = await findInvitationsOfUsers(context.db, without, context.now());
  return new Map(
    without.map((id) => {
      const found = invitations.get(id);
      return [
        id,
        { invitation: found === undefined ? null : { id: found.id, expires_at: found.expiresAt.toISOString() } },
      ];
    }),
  );
}
