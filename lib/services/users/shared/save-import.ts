import { createAuthenticators } from "@/lib/data/authenticators";
import type { Transaction } from "@/lib/data/database";
import { NO_PASSWORD } from "@/lib/domain/accounts/stored-hash";
import type { ImportedUserInput } from "@/lib/schemas/user-import";
import type { Decision, ImportChoices } from "./plan-import";
import { changeProfile, type EveryOwnField } from "../../account-state/change-profile";
import { changeRole } from "../../account-state/change-role";
import { disableAccount, enableAccount } from "../../account-state/change-status";
import { createImportedAccounts } from "../../account-state/create-account";
import type { AccountTransaction } from "../../account-state/write-account-state";
import type { Context } from "../../context";
import { sealAuthenticatorSecret } from "../../two-factor/shared/seal-authenticator-secret";

/** Creates the accounts of some rows; returns their ids in the same order. */
export async function saveNewRows(
  context: Context<"writing" | "secrets">,
  tx: Transaction,
  people: readonly ImportedUserInput[],
  { allow_roles }: ImportChoices,
): Promise<string[]> {
  const now = context.now();
  const users = people.map((person) => ({
    id: context.newId(),
    email: person.email.address,
    normalizedEmail: person.email.normalized,
    username: person.username ?? null,
    fullName: person.full_name || null,
    passwordHash: person.password_hash ?? NO_PASSWORD,
    breachCheckDue: person.password_hash !== undefined,
    role: allow_roles ? (person.role ?? "user") : "user",
    status: person.disabled === true ? ("disabled" as const) : ("active" as const),
    createdAt: person.created_at ?? now,
    emailVerifiedAt: person.email_verified === true ? now : null,
    twoFactorSince: person.totp_secret === undefined ? null : now,
  }));
  await createImportedAccounts(context, tx, users);
  const authenticators = users.flatMap(({ id }, index) => {
    const secret = people[index]?.totp_secret;
    if (secret === undefined) return [];
    const sealedSecret = sealAuthenticatorSecret(context, id, secret);
    return [{ id: context.newId(), userId: id, name: "Imported", sealedSecret, lastStep: 0 }];
  });
  await createAuthenticators(tx, authenticators, now);
  return users.map(({ id }) => id);
}

type Update = Extract<Decision, { outcome: "updated" }>;

/**
 * Applies the differences of a row; false when there are none. Refuses with `conflict` when no administrator would be
 * left.
 */
export async function updateExisting(
  context: Context<"writing" | "secrets" | "mail">,
  tx: AccountTransaction,
  { person, target }: Update,
  { allow_roles }: ImportChoices,
): Promise<boolean> {
  const changes = [
    await changeProfile(context, tx, target, changesOf(person)),
    allow_roles && person.role !== undefined && (await changeRole(context, tx, target, person.role)),
    person.disabled === true && (await disableAccount(context, tx, target)),
    person.disabled === false && (await enableAccount(context, tx, target)),
  ];
  return changes.includes(true);
}

function changesOf({ full_name, username }: ImportedUserInput): EveryOwnField {
  return { full_name, username };
}
