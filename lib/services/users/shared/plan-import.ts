import type { ReadDatabase } from "@/lib/data/database";
import { findKeptAddresses } from "@/lib/data/email-changes";
import { findUsersByNames, type ManagedUser } from "@/lib/data/managed-users";
import { usualRemarks } from "@/lib/domain/user-import/usual-remarks";
import type { ImportedUserInput, ImportUsersInput } from "@/lib/schemas/user-import";
import type { ImportRow, ReadRow } from "./read-import";
import type { Context } from "../../context";

export type ImportChoices = Pick<ImportUsersInput, "on_existing" | "allow_roles">;

/** The decision about a row; `reason` explains it, or says what is left to do. */
export type Decision =
  | { outcome: "created"; person: ImportedUserInput; reason: string | null }
  | { outcome: "updated"; person: ImportedUserInput; target: ManagedUser; reason: string | null }
  | { outcome: "skipped" | "refused"; reason: string; target?: ManagedUser };

/** Decides rows in order, by the current state of the database. */
export async function decideRows(
  context: Context,
  db: ReadDatabase,
  rows: readonly ImportRow[],
  choices: ImportChoices,
): Promise<Decision[]> {
  const people = rows.flatMap(({ person }) => person ?? []);
  const normalizedEmails = people.map(({ email }) => email.normalized);
  const found = await findUsersByNames(db, {
    normalizedEmails,
    usernames: people.flatMap(({ username }) => username ?? []),
  });
  const byEmail = new Map(found.map((user) => [user.normalizedEmail, user]));
  const byUsername = new Map(found.flatMap((user) => (user.username === null ? [] : [[user.username, user] as const])));
  const kept = await findKeptAddresses(db, normalizedEmails, context.now());
  return rows.map((row) => {
    const { person } = row;
    if (person === null) return { outcome: "refused", reason: row.problem };
    const holder = byEmail.get(person.email.normalized);
    const namesake = person.username === undefined ? undefined : byUsername.get(person.username);
    if (person.created_at !== undefined && person.created_at > context.now())
      return { outcome: "refused", reason: "created_at: Must not be in the future." };
    if (holder === undefined && namesake === undefined) {
      if (kept.has(person.email.normalized))
        return { outcome: "refused", reason: "This address was changed recently, and the change can still be undone." };
      return { outcome: "created", person, reason: remarksOn(row) };
    }
    return decideExisting(context, { row, person, holder, namesake }, choices);
  });
}

type Found = {
  row: ReadRow;
  person: ImportedUserInput;
  holder: ManagedUser | undefined;
  namesake: ManagedUser | undefined;
};

function decideExisting(
  { actor }: Context,
  { row, person, holder, namesake }: Found,
  choices: ImportChoices,
): Decision {
  const what = holder === undefined ? "username" : "address";
  const target = holder ?? namesake;
  if (choices.on_existing === "skip" || target === undefined)
    return { outcome: "skipped", reason: `An account already has this ${what}.`, ...(target && { target }) };
  if (choices.on_existing === "refuse")
    return { outcome: "refused", reason: `An account already has this ${what}.`, target };
  if (holder === undefined)
    return { outcome: "refused", reason: "An account with another address already has this username.", target };
  if (namesake !== undefined && namesake.id !== holder.id)
    return { outcome: "refused", reason: "The address and the username belong to two different accounts.", target };
  if (holder.status === "deleted")
    return { outcome: "refused", reason: "The account is deleted. Restore it first.", target };
  if (actor.kind === "user" && holder.id === actor.userId)
    return { outcome: "skipped", reason: "This is your own account.", target };
  return { outcome: "updated", person, target, reason: remarksOnUpdate(row) };
}

function remarksOn({ person, remarks }: ReadRow): string | null {
  return sentences([...remarks, person.password_hash === undefined && usualRemarks.noPassword]);
}

function remarksOnUpdate({ person, remarks }: ReadRow): string | null {
  return sentences([
    ...remarks,
    (person.password_hash !== undefined || person.totp_secret !== undefined) && usualRemarks.secretsStay,
  ]);
}

function sentences(list: readonly (string | false)[]): string | null {
  return list.filter((text) => text !== false).join(" ") || null;
}
