import { listSealedSecrets, resealSecret } from "@/lib/data/authenticators";
import type { Transaction } from "@/lib/data/database";
import { advanceKeyCheck } from "@/lib/data/installation";
import { listSealedLinks, resealLink } from "@/lib/data/invitations";
import { listSealedMail, resealMail } from "@/lib/data/mail";
import { listSealedReceiptKeys, resealReceiptKey } from "@/lib/data/receipt-keys";
import { audit } from "../audit";
import { checkAuditLog } from "../audit-log/shared/check-audit-log";
import { renewRedactionPermits } from "../audit-log/shared/renew-redaction-permits";
import { resignArchives } from "../audit-log/shared/resign-archives";
import { sealEvents } from "../audit-log/shared/seal-events";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { openLink, sealLink } from "../invitations/shared/sealed-link";
import { sealedFor } from "../mail/shared/sealed-for";
import { openReceiptKey, sealReceiptKey } from "../receipts/shared/receipt-key";
import { openAuthenticatorSecret, sealAuthenticatorSecret } from "../two-factor/shared/seal-authenticator-secret";

const PAGE = 200;

type Report = {
  resealed: number;
  damaged: number;
  /** Why the audit log couldn't be sealed with the newest key; null when it was. */
  auditLogFault: string | null;
};

/** One kind of sealed value: where its rows are, and how to reseal one (null when it doesn't open). */
type Kind<Row extends { id: string }> = {
  list: (after: string) => Promise<Row[]>;
  sealedIn: (row: Row) => string;
  anew: (row: Row) => string | null;
  replace: (tx: Transaction, row: Row, to: string) => Promise<void>;
};

/** Reseals everything with the newest ENCRYPTION_KEY, so that the older keys can be removed. */
export async function resealSecrets(context: Context<"writing" | "secrets" | "audit-checking">): Promise<Report> {
  authorize(context, "secrets:reseal");
  const { db, secretBox } = context;
  // Checked while the old key is still known: the newest key alone can't verify it.
  const fault = await checkAuditLog(context, "all");
  const report: Report = { resealed: 0, damaged: 0, auditLogFault: fault?.sentence ?? null };
  await resealAll(context, report, {
    list: (after) => listSealedSecrets(db, after, PAGE),
    sealedIn: ({ sealedSecret }) => sealedSecret,
    anew: ({ userId, sealedSecret }) => {
      const secret = openAuthenticatorSecret(context, userId, sealedSecret);
      return secret === null ? null : sealAuthenticatorSecret(context, userId, secret);
    },
    replace: (tx, { id, sealedSecret }, to) => resealSecret(tx, id, { from: sealedSecret, to }),
  });
  await resealAll(context, report, {
    list: (after) => listSealedMail(db, after, PAGE),
    sealedIn: ({ sealedProps }) => sealedProps,
    anew: ({ id, sealedProps }) => {
      const secrets = secretBox.open(sealedProps, sealedFor(id));
      return secrets === null ? null : secretBox.seal(secrets, sealedFor(id));
    },
    replace: (tx, { id, sealedProps }, to) => resealMail(tx, id, { from: sealedProps, to }),
  });
  await resealAll(context, report, {
    list: (after) => listSealedReceiptKeys(db, after, PAGE),
    sealedIn: ({ sealedKey }) => sealedKey,
    anew: ({ id, sealedKey }) => {
      const key = openReceiptKey(context, id, sealedKey);
      return key === null ? null : sealReceiptKey(context, id, key);
    },
    replace: (tx, { id, sealedKey }, to) => resealReceiptKey(tx, id, { from: sealedKey, to }),
  });
  await resealAll(context, report, {
    list: (after) => listSealedLinks(db, after, PAGE),
    sealedIn: ({ sealedLink }) => sealedLink,
    anew: ({ id, sealedLink }) => {
      const link = openLink(context, id, sealedLink);
      return link === null ? null : sealLink(context, id, link);
    },
    replace: (tx, { id, sealedLink }, to) => resealLink(tx, id, { from: sealedLink, to }),
  });
  await context.write(async (tx) => {
    await advanceKeyCheck(tx, secretBox.keyCheck);
    await audit(context, tx, "secrets.reseal", {
      targetId: null,
      details: { resealed: report.resealed, damaged: report.damaged },
    });
  });
  // The signed tip authenticates the whole chain, so older seals stay as they are. It is signed again even when there
  // are no new events.
  if (fault === null) {
    await renewRedactionPermits(context);
    await resignArchives(context);
    await sealEvents(context, { through: context.now() });
  }
  return report;
}

async function resealAll<Row extends { id: string }>(
  context: Context<"writing" | "secrets">,
  report: Report,
  { list, sealedIn, anew, replace }: Kind<Row>,
): Promise<void> {
  for (let after = ""; ; ) {
    const page = await list(after);
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.id;
    for (const row of page) {
      if (!context.secretBox.isOutdated(sealedIn(row))) continue;
      const to = anew(row);
      if (to === null) report.damaged += 1;
      else {
        await context.write((tx) => replace(tx, row, to));
        report.resealed += 1;
      }
    }
  }
}
