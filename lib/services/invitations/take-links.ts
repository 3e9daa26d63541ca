import { takeStoredLinks } from "@/lib/data/invitations";
import { findNames } from "@/lib/data/managed-users";
import { INVITATION_LINKS_MAX } from "@/lib/domain/users/invitation";
import type { InvitationBatchInput, InvitationLinks } from "@/lib/schemas/invitations";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { requireInviter } from "./shared/inviting-rules";
import { openLink } from "./shared/sealed-link";

/** The links that were made without a mail transport, for an administrator to share: each is given out once. */
export async function takeLinks(
  context: Context<"writing" | "secrets">,
  input: InvitationBatchInput,
): Promise<InvitationLinks> {
  const actor = authorizeUser(context, "users:invite");
  requireRecentAuthentication(context, actor);
  const scope = { runId: input.run_id, ids: input.ids };
  const taken = await context.write(async (tx) => {
    await requireInviter(tx, actor);
    const rows = await takeStoredLinks(tx, { ...scope, now: context.now(), take: INVITATION_LINKS_MAX });
    await audit(context, tx, "invitation.take_links", {
      targetId: null,
      details: { run: input.run_id ?? null, links: rows.length },
    });
    return rows;
  });
  const names = await findNames(
    context.db,
    taken.flatMap(({ userId }) => userId ?? []),
  );
  return {
    items: taken.flatMap(({ id, email, fullName: givenName, userId, sealedLink, expiresAt }) => {
      // Null when an old ENCRYPTION_KEY is missing: a reminder makes another link.
      const link = openLink(context, id, sealedLink);
      const fullName = userId === null ? givenName : (names.get(userId)?.fullName ?? null);
      return link === null ? [] : [{ email, full_name: fullName, link, expires_at: expiresAt.toISOString() }];
    }),
    finished: taken.length < INVITATION_LINKS_MAX,
  };
}
