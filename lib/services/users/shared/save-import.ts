import { createAuthenticator } from "@/lib/data/authenticators";
import type { Transaction } from "@/lib/data/database";
import { countActiveAdministrators, createUsers, turnTwoFactorOn } from "@/lib/data/users";
import { NO_PASSWORD } from "@/lib/domain/accounts/stored-hash";
import { AppError } from "@/lib/errors";
import type { ImportedPerson } from "@/lib/schemas/user-import";
import type { Decision, ImportChoices } from "./plan-import";
import { changeProfile, disableAccount, enableAccount, giveRole } from "../../account-state/account-changes";
import { audit } from "../../audit";
import type { ServiceContext } from "../../context";
import { sealSecret } from "../../two-factor/seal-secret";

/** Makes the accounts of some rows, and gives their ids in the same order. */
export async function saveNewRows(
  context: ServiceContext,
  tx: Transaction,
  people: readonly ImportedPerson[],
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
    status: isDisabled(person) ? ("disabled" as const) : ("active" as const),
    createdAt: person.created_at ?? now,
    ...(person.email_verified === true && { emailVerifiedAt: now }),
  }));
  await createUsers(tx, users, now);
  for (const [index, { id, role, status }] of users.entries()) {
    const { totp_secret: secret, password_hash: hash } = people[index] ?? {};
    if (secret !== undefined) {
      await createAuthenticator(
        tx,
        {
          id: context.newId(),
          userId: id,
          name: "Imported",
          sealedSecret: sealSecret(context, id, secret),
          lastStep: 0,
        },
        now,
      );
      await turnTwoFactorOn(tx, id, now);
    }
    await audit(context, tx, "account.import", {
      targetId: id,
      details: { role, status, password: hash !== undefined, two_factor: secret !== undefined },
    });
  }
  return users.map(({ id }) => id);
}

type Update = Extract<Decision, { outcome: "updated" }>;

/** Changes what the row says otherwise; false when that is nothing. Refuses with `conflict` what would leave no administrator. */
export async function updateExisting(
  context: ServiceContext,
  tx: Transaction,
  { person, target }: Update,
  { allow_roles }: ImportChoices,
): Promise<boolean> {
  const changes = [
    await changeProfile(context, tx, target, { full_name: person.full_name, username: person.username }),
    allow_roles && person.role !== undefined && (await giveRole(context, tx, target, person.role)),
    isDisabled(person) === true && (await disableAccount(context, tx, target)),
    isDisabled(person) === false && (await enableAccount(context, tx, target)),
  ];
  const wasAdministrator = target.role === "admin" && target.status === "active";
  if (wasAdministrator && (await countActiveAdministrators(tx)) === 0)
    throw new AppError("conflict", "This is the last administrator.");
  return changes.includes(true);
}

/** Undefined where the row does not say. */
function isDisabled({ disabled, active }: ImportedPerson): boolean | undefined {
  return disabled ?? (active === undefined ? undefined : !active);
}
