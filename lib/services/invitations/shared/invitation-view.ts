import type { ReadDatabase } from "@/lib/data/database";
import type { InvitationRow } from "@/lib/data/invitations";
import { findManagedUsers } from "@/lib/data/managed-users";
import { invitationStateOf } from "@/lib/domain/users/invitation";
import { AppError } from "@/lib/errors";
import type { InvitationView, MadeInvitation } from "@/lib/schemas/invitations";
import { mayInvite } from "./inviting-rules";
import type { Context } from "../../context";

/** Invitations for administrators, with the users' current names, without the links. */
export async function toInvitationViews(
  db: ReadDatabase,
  rows: readonly InvitationRow[],
  now: Date,
): Promise<InvitationView[]> {
  const found = await findManagedUsers(db, [
    ...new Set(rows.flatMap(({ invitedById, usedById, userId }) => [invitedById, usedById ?? [], userId ?? []].flat())),
  ]);
  const people = new Map(found.map((person) => [person.id, person]));
  const personOf = (id: string): InvitationView["invited_by"] => ({
    id,
    email: people.get(id)?.email ?? null,
    full_name: people.get(id)?.fullName ?? null,
  });
  return rows.map((row) => ({
    id: row.id,
    state: invitationStateOf(row, now),
    email: row.email,
    role: row.role,
    full_name: row.fullName,
    user: row.userId === null ? null : personOf(row.userId),
    run_id: row.runId,
    note: row.note,
    invited_by: personOf(row.invitedById),
    stands:
      mayInvite(people.get(row.invitedById) ?? null, now) &&
      (row.userId === null || people.get(row.userId)?.status === "active"),
    mail_id: row.mailId,
    link_waits: row.hasStoredLink && invitationStateOf(row, now) === "pending",
    created_at: row.createdAt.toISOString(),
    linked_at: row.linkedAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    used_at: row.usedAt?.toISOString() ?? null,
    used_by: row.usedById === null ? null : personOf(row.usedById),
    revoked_at: row.revokedAt?.toISOString() ?? null,
  }));
}

export async function toInvitationView(db: ReadDatabase, row: InvitationRow, now: Date): Promise<InvitationView> {
  const [view] = await toInvitationViews(db, [row], now);
  if (view === undefined) throw new Error("One invitation has one view.");
  return view;
}

/** A new invitation with its link, and what to do with it. */
export async function toMadeInvitation(
  context: Context<"reading" | "mail">,
  row: InvitationRow,
  link: string,
): Promise<MadeInvitation> {
  return { ...(await toInvitationView(context.db, row, context.now())), link, message: whatNow(context, row) };
}

function whatNow({ mailer }: Context<"mail">, { email, mailId }: InvitationRow): string {
  if (mailId === null) return "Give this link to the user.";
  if (mailer.transport === "outbox")
    return `This server sends no mail, so the mail to ${email} stays in the outbox. Give this link to the user instead.`;
  return `The invitation was sent to ${email}.`;
}

export function noSuchInvitation(): AppError {
  return new AppError("not_found", "There is no such invitation.");
}
