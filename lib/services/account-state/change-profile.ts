import { setProfile, type ProfileChanges } from "@/lib/data/account-state";
import type { Transaction } from "@/lib/data/database";
import type { ManagedUser } from "@/lib/data/managed-users";
import type { ProfileRow } from "@/lib/data/users";
import type { EmailAddress } from "@/lib/domain/accounts/email-address";
import {
  profileFields,
  type OwnProfileField,
  type ProfileColumn,
  type ProfileField,
} from "@/lib/domain/users/profile-fields";
import { audit } from "../audit";
import type { Context } from "../context";
import { replaceEmail } from "./change-email";

type Values = { full_name: string | null; username: string | null; email: EmailAddress };

/** Fields that are left out stay as they are; an empty name clears it. */
export type ProfileInput = { [Field in ProfileField]?: Values[Field] | undefined };
export type OwnProfileInput = Pick<ProfileInput, OwnProfileField>;
/** For callers that have to name each field. */
export type EveryOwnField = { [Field in OwnProfileField]: Values[Field] | undefined };

/** False when nothing differs. Pass unique violations to `asTaken`. */
export async function changeOwnProfile(
  context: Context<"writing">,
  tx: Transaction,
  user: ManagedUser,
  input: OwnProfileInput,
): Promise<boolean> {
  const changed = await saveDifferences(context, tx, user, input);
  if (changed.length > 0) await audit(context, tx, "account.update", { details: { fields: changed } });
  return changed.length > 0;
}

/** False when nothing differs. A new address is not verified. Refuses with `email_taken`; pass unique violations to `asTaken`. */
export async function changeProfile(
  context: Context<"writing" | "secrets" | "mail">,
  tx: Transaction,
  target: ManagedUser,
  input: ProfileInput,
): Promise<boolean> {
  const { email } = input;
  if (email !== undefined && email.normalized !== target.normalizedEmail)
    await replaceEmail(context, tx, target, email);
  const changed = await saveDifferences(context, tx, target, input);
  if (changed.length === 0) return false;
  const wanted = columnsOf(input);
  const valuesOf = (row: Partial<ProfileRow>): Partial<Record<ProfileField, string | null>> =>
    Object.fromEntries(changed.map((field) => [field, row[profileFields[field]] ?? null]));
  await audit(context, tx, "user.update", {
    targetId: target.id,
    details: { before: valuesOf(target), after: valuesOf(wanted) },
  });
  return true;
}

async function saveDifferences(
  context: Context,
  tx: Transaction,
  before: ProfileRow & { id: string },
  input: ProfileInput,
): Promise<ProfileField[]> {
  const wanted = columnsOf(input);
  // The keys of the one table of fields.
  const changed = (Object.keys(profileFields) as ProfileField[]).filter((field) => {
    const column = profileFields[field];
    return wanted[column] !== undefined && wanted[column] !== before[column];
  });
  if (changed.length > 0) {
    const changes: ProfileChanges = pick(wanted, changed);
    await setProfile(tx, before.id, changes, context.now());
  }
  return changed;
}

function columnsOf({ full_name, username, email }: ProfileInput): ProfileChanges {
  const wanted: { [Column in ProfileColumn]: ProfileRow[Column] | undefined } = {
    fullName: full_name === undefined ? undefined : full_name || null,
    username,
    email: email?.address,
  };
  // Without the fields that were left out, which is what optional means.
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)) as ProfileChanges;
}

function pick(values: ProfileChanges, fields: readonly ProfileField[]): ProfileChanges {
  const columns: readonly string[] = fields.map((field) => profileFields[field]);
  return Object.fromEntries(Object.entries(values).filter(([column]) => columns.includes(column)));
}
