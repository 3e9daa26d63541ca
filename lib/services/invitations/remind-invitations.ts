import type { Transaction } from "@/lib/data/database";
import { listOpenInvitations, replaceInvitationLinks, type InvitationRow } from "@/lib/data/invitations";
import { findManagedUser, type ManagedUser } from "@/lib/data/managed-users";
import { inBackground } from "@/lib/data/time-limits";
import { findCredentials, hasPassword } from "@/lib/data/users";
import { INVITATION_BATCH_MAX, REMINDER_HOURS } from "@/lib/domain/users/invitation";
import type { ReminderReason, ReminderReport, RemindInvitationsInput } from "@/lib/schemas/invitations";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication, type UserActor } from "../authorize";
import type { Context } from "../context";
import { createLinks } from "./shared/create-links";
import { requireInviter } from "./shared/inviting-rules";
import { mailWayOf } from "../mail/shared/mail-way";

const HOUR_MS = 60 * 60 * 1000;

type Reminding = Context<"writing" | "secrets" | "mail">;
type Result = ReminderReport["results"][number];

/**
 * Sends new links for the invitations that are not accepted, pending or expired, in one transaction. Each replaces the
 * old link and is valid for as long as the first one. At most one mail a day goes to each. Without a mail transport the
 * links wait to be downloaded. The reminding administrator becomes the inviter.
 */
export async function remindInvitations(
  context: Reminding,
  { ids, run_id: runId, after }: RemindInvitationsInput,
): Promise<ReminderReport> {
  const actor = authorizeUser(context, "users:invite");
  requireRecentAuthentication(context, actor);
  const { canMail } = mailWayOf(context);
  return inBackground(() =>
    context.write(
      async (tx) => {
        await requireInviter(tx, actor);
        const found = await listOpenInvitations(tx, {
          runId,
          ids,
          after: after ?? null,
          take: INVITATION_BATCH_MAX + 1,
        });
        const rows = found.slice(0, INVITATION_BATCH_MAX);
        const results: Result[] = [];
        for (const row of rows) results.push(toResult(row, await remindOne(context, tx, actor, row)));
        const reminded = results.filter(({ outcome }) => outcome === "reminded").length;
        const counts = { reminded, skipped: results.length - reminded };
        await audit(context, tx, "invitation.remind_many", {
          targetId: null,
          details: { run: runId ?? null, ...counts },
        });
        const next = found.length > rows.length ? (rows.at(-1)?.id ?? null) : null;
        return { ...counts, mailed: canMail, results, next };
      },
      { serializable: true },
    ),
  );
}

function toResult({ id, email }: InvitationRow, reason: ReminderReason | null): Result {
  return reason === null ? { id, email, outcome: "reminded" } : { id, email, outcome: "skipped", reason };
}

/** Null when the invitation has a new link. */
async function remindOne(
  context: Reminding,
  tx: Transaction,
  actor: UserActor,
  invitation: InvitationRow,
): Promise<ReminderReason | null> {
  const { canMail } = mailWayOf(context);
  const { id, email, mailId, runId, role, userId, validHours, linkedAt, fullName: name } = invitation;
  // An administrator shares that link.
  if (email === null || (mailId === null && runId === null)) return "not_mailed";
  const isRecent = context.now().getTime() - linkedAt.getTime() < REMINDER_HOURS * HOUR_MS;
  if (canMail && mailId !== null && isRecent) return "too_soon";
  const user = userId === null ? null : await findManagedUser(tx, userId);
  const obstacle = await findObstacle(tx, invitation, user);
  if (obstacle !== null) return obstacle;
  const { write } = createLinks(context, actor, {
    id,
    validHours,
    mailTo: canMail ? { address: email } : null,
    user,
    name,
    isReminder: true,
    isStored: !canMail,
  });
  const links = { ...(await write(tx)), invitedById: actor.userId };
  // The transaction is serializable, so it wasn't accepted or revoked since it was listed.
  if ((await replaceInvitationLinks(tx, id, links)) === null) throw new Error("An open invitation was not replaced.");
  await audit(context, tx, "invitation.renew", {
    targetId: userId,
    details: { invitation: id, email, role, mailed: canMail, reminder: true },
  });
  return null;
}

async function findObstacle(
  tx: Transaction,
  { userId, normalizedEmail }: InvitationRow,
  user: ManagedUser | null,
): Promise<ReminderReason | null> {
  if (userId === null)
    return normalizedEmail !== null && (await findCredentials(tx, { normalizedEmail })) !== null ? "has_account" : null;
  if (user === null || user.status !== "active") return "not_active";
  return (await hasPassword(tx, userId)) ? "has_password" : null;
}
