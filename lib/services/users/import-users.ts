import { createAuthenticator } from "@/lib/data/authenticators";
import { isUniqueViolation } from "@/lib/data/database-errors";
import { createUser, turnTwoFactorOn } from "@/lib/data/users";
import { normalizeEmail } from "@/lib/domain/accounts/email-address";
import { normalizeUsername } from "@/lib/domain/accounts/username";
import { audit } from "../audit";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { sealSecret } from "../two-factor/seal-secret";

/** A row of another system's user table, as it stands there. */
export type ForeignUser = {
  email: string | null;
  username: string | null;
  fullName: string | null;
  passwordHash: string | null;
  /** A base32 secret that its owner's authenticator has already. */
  oneTimeSecret: string | null;
  active: boolean;
};

export type ImportReport = { imported: number; skipped: { row: number; reason: string }[] };

// 16 characters are the 80 bits that the tutorials' libraries give out.
const ONE_TIME_SECRET = /^[A-Z2-7]{16,128}$/;
// A higher cost would not be verified here: one log-in would hold a thread for many seconds.
const BCRYPT_HASH = /^\$2[aby]\$(0[4-9]|1[0-6])\$[./A-Za-z0-9]{53}$/;

/** Takes users over with their bcrypt hashes and one-time secrets, so that they sign in with what they have. Row by row; what can't be taken is told. */
export async function importUsers(context: ServiceContext, rows: readonly ForeignUser[]): Promise<ImportReport> {
  authorize(context, "users:import");
  const report: ImportReport = { imported: 0, skipped: [] };
  for (const [index, row] of rows.entries()) {
    const reason = await importUser(context, row);
    if (reason === null) report.imported += 1;
    else report.skipped.push({ row: index + 1, reason });
  }
  return report;
}

async function importUser(context: ServiceContext, row: ForeignUser): Promise<string | null> {
  const normalizedEmail = normalizeEmail(row.email ?? "");
  const username = row.username === null ? null : normalizeUsername(row.username);
  if (!row.active) return "is disabled there";
  if (row.email === null || normalizedEmail === null) return "has no e-mail address that is accepted here";
  if (row.username !== null && username === null) return "has a username that is not accepted here";
  if (row.oneTimeSecret !== null && !ONE_TIME_SECRET.test(row.oneTimeSecret)) return "has a one-time secret that is no base32 of 80 bits or more";
  if (row.passwordHash === null || !BCRYPT_HASH.test(row.passwordHash)) return "has no bcrypt hash";

  const { email, passwordHash } = row;
  const id = context.newId();
  try {
    await context.write(async (tx) => {
      const user = { id, email: email.trim(), normalizedEmail, username, fullName: row.fullName, passwordHash, breachCheckDue: true, role: "user" } as const;
      await createUser(tx, user, context.now());
      if (row.oneTimeSecret !== null) {
        const sealedSecret = sealSecret(context, id, row.oneTimeSecret);
        await createAuthenticator(tx, { id: context.newId(), userId: id, name: "Imported", sealedSecret, lastStep: 0 }, context.now());
        await turnTwoFactorOn(tx, id, context.now());
      }
      await audit(context, tx, "account.import", { targetId: id });
    });
    return null;
  } catch (error) {
    if (isUniqueViolation(error)) return "has an address or name that is taken";
    throw error;
  }
}
