import type { ReadDatabase, Transaction } from "@/lib/data/database";
import { findKeptAddresses } from "@/lib/data/email-changes";
import { createInvitation, findInvitedAddresses } from "@/lib/data/invitations";
import { findUsersByNames } from "@/lib/data/managed-users";
import { inBackground } from "@/lib/data/time-limits";
import type { EmailAddress } from "@/lib/domain/accounts/email-address";
import { parseAddressList, type AddressLine } from "@/lib/domain/users/address-list";
import { INVITATION_LINES_MAX } from "@/lib/domain/users/invitation";
import type { Role } from "@/lib/domain/users/roles";
import { AppError } from "@/lib/errors";
import type { AddressReason, InviteAddressesInput, InvitedAddresses } from "@/lib/schemas/invitations";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication, type UserActor } from "../authorize";
import type { Context } from "../context";
import { createLinks } from "./shared/create-links";
import { requireCapacity, requireInviter } from "./shared/inviting-rules";
import { mailWayOf } from "../mail/shared/mail-way";

type Decided = Pick<AddressLine, "line" | "text" | "email" | "name"> & { reason: AddressReason | null };

/**
 * Invites the addresses of a pasted list or a CSV to create accounts, in one transaction, and says what happened to
 * each line. Without a mail transport the links wait to be downloaded.
 */
export async function inviteAddresses(
  context: Context<"writing" | "secrets" | "mail">,
  { list, role = "user", note, expires_in_hours: validHours, dry_run }: InviteAddressesInput,
): Promise<InvitedAddresses> {
  const actor = authorizeUser(context, "users:invite");
  if (!dry_run) requireRecentAuthentication(context, actor);
  const lines = parseAddressList(list);
  if (lines.length === 0) throw refuseList("Enter at least one address");
  if (lines.length > INVITATION_LINES_MAX) throw refuseList(`Must have at most ${INVITATION_LINES_MAX} addresses`);
  const { canMail } = mailWayOf(context);
  if (dry_run) return toReport(await decide(context, context.db, lines), { runId: null, dry_run, mailed: canMail });

  const runId = context.newId();
  const decided = await inBackground(() =>
    context.write(
      async (tx) => {
        await requireInviter(tx, actor);
        const decided = await decide(context, tx, lines);
        for (const { email, name: fullName, reason } of decided)
          if (email !== null && reason === null)
            await inviteAddress(context, tx, actor, {
              email,
              fullName,
              role,
              note: note || null,
              validHours,
              runId,
              canMail,
            });
        await requireCapacity(tx, context.now());
        await audit(context, tx, "invitation.create_many", {
          targetId: null,
          details: { run: runId, lines: lines.length, role },
        });
        return decided;
      },
      { serializable: true },
    ),
  );
  return toReport(decided, { runId, dry_run, mailed: canMail });
}

async function inviteAddress(
  context: Context<"writing" | "secrets" | "mail">,
  tx: Transaction,
  actor: UserActor,
  {
    email,
    fullName,
    role,
    note,
    validHours,
    runId,
    canMail,
  }: {
    email: EmailAddress;
    fullName: string | null;
    role: Role;
    note: string | null;
    validHours: number;
    runId: string;
    canMail: boolean;
  },
): Promise<void> {
  const id = context.newId();
  const { write } = createLinks(context, actor, {
    id,
    validHours,
    mailTo: canMail ? email : null,
    name: fullName,
    isStored: !canMail,
  });
  await createInvitation(
    tx,
    {
      id,
      email: email.address,
      normalizedEmail: email.normalized,
      role,
      fullName,
      note,
      userId: null,
      runId,
      invitedById: actor.userId,
      validHours,
      ...(await write(tx)),
    },
    context.now(),
  );
  await audit(context, tx, "invitation.create", {
    targetId: null,
    details: { invitation: id, after: { email: email.address, role, hours: validHours, mailed: canMail }, run: runId },
  });
}

/** Which lines can be invited, and why not the others. */
async function decide(context: Context, db: ReadDatabase, lines: readonly AddressLine[]): Promise<Decided[]> {
  const now = context.now();
  const addresses = [...new Set(lines.flatMap(({ email }) => email?.normalized ?? []))];
  // At most as many as one statement takes.
  const users = await findUsersByNames(db, { normalizedEmails: addresses, usernames: [] });
  const taken = new Set(users.map(({ normalizedEmail }) => normalizedEmail));
  const kept = await findKeptAddresses(db, addresses, now);
  const invited = await findInvitedAddresses(db, addresses, now);
  const seen = new Set<string>();
  const reasonFor = (line: AddressLine): AddressReason | null => {
    if (line.email === null) return line.reason;
    const { normalized } = line.email;
    if (seen.has(normalized)) return "repeated";
    seen.add(normalized);
    if (taken.has(normalized)) return "has_account";
    if (kept.has(normalized)) return "reserved";
    return invited.has(normalized) ? "already_invited" : null;
  };
  return lines.map((line) => ({ ...line, reason: reasonFor(line) }));
}

function toReport(
  decided: readonly Decided[],
  { runId, dry_run, mailed }: { runId: string | null; dry_run: boolean; mailed: boolean },
): InvitedAddresses {
  const created = decided.filter(({ reason }) => reason === null).length;
  return {
    dry_run,
    run_id: created === 0 ? null : runId,
    mailed,
    created,
    refused: decided.length - created,
    results: decided.map(({ line, text, email, name, reason }) => ({
      line,
      text,
      email: email?.address ?? null,
      full_name: name,
      ...(reason === null ? { outcome: "created" as const } : { outcome: "refused" as const, reason }),
    })),
  };
}

function refuseList(message: string): AppError {
  return new AppError("validation", `list: ${message}.`, {
    fieldErrors: [{ path: ["list"], message, type: "address_list" }],
  });
}
