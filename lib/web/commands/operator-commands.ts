import type { Runtime } from "@/lib/runtime";
import { compareAnchor } from "@/lib/services/audit-log/compare-anchor";
import { sealAuditLog } from "@/lib/services/audit-log/seal-audit-log";
import { verifyAuditLog } from "@/lib/services/audit-log/verify-audit-log";
import { deliverDueMail } from "@/lib/services/mail/deliver-due-mail";
import { readMailState } from "@/lib/services/mail/read-mail-state";
import { sendTestMail } from "@/lib/services/mail/send-test-mail";
import { resealSecrets } from "@/lib/services/secrets/reseal-secrets";
import { disableTwoFactor } from "@/lib/services/users/disable-two-factor";
import { importUsers } from "@/lib/services/users/import-users";
import { makeAdministrator } from "@/lib/services/users/make-administrator";
import { makeResetLink } from "@/lib/services/users/make-reset-link";
import { setTemporaryPassword } from "@/lib/services/users/set-temporary-password";
import { describeTestMail } from "@/lib/web/pages/test-mail";
import { operatorContext } from "@/lib/web/server-context";

/** The text of a file, or the rows of a table. */
type ForeignPeople = { format: "csv" | "json" | "ndjson"; text: string } | { rows: Record<string, unknown>[] };

/** What `npm run user` can do; each gives the lines to print. */
export const operatorCommands = {
  "make-admin": async (runtime: Runtime, identifier: string): Promise<string[]> => {
    const { email } = await makeAdministrator(operatorContext(runtime), { identifier });
    return [`${email} is an administrator now.`];
  },
  "temporary-password": async (runtime: Runtime, identifier: string): Promise<string[]> => {
    const { email, password } = await setTemporaryPassword(operatorContext(runtime), { identifier });
    return [`Temporary password for ${email}, to be changed at the first log-in:`, password];
  },
  "reset-link": async (runtime: Runtime, identifier: string): Promise<string[]> => {
    const { email, link, minutes } = await makeResetLink(operatorContext(runtime), { identifier });
    return [`Link to a new password for ${email}, good once and for ${minutes} minutes. Earlier ones are void.`, link];
  },
  "disable-two-factor": async (runtime: Runtime, identifier: string): Promise<string[]> => {
    const { email } = await disableTwoFactor(operatorContext(runtime), { identifier });
    return [`${email} has no second factor any more and is signed out everywhere.`];
  },
  "test-mail": async (runtime: Runtime, to: string): Promise<string[]> => {
    const context = operatorContext(runtime);
    const { mailId } = await sendTestMail(context, { to });
    await deliverDueMail(context);
    const { state, lastError } = await readMailState(context, { mailId });
    return [describeTestMail(to, { state, lastError }).sentence];
  },
  import: async (runtime: Runtime, people: ForeignPeople): Promise<string[]> => {
    const { created, skipped, refused, results } = await importUsers(operatorContext(runtime), {
      format: "csv",
      ...people,
      on_existing: "skip",
      allow_roles: false,
      dry_run: false,
    });
    const told = results.flatMap(({ row, outcome, reason }) =>
      reason === null ? [] : [`Row ${row} is ${outcome}: ${reason}`],
    );
    return [`Imported ${created}, skipped ${skipped}, refused ${refused}.`, ...told];
  },
};

/** What `npm run reseal` does, and the lines to print. */
export async function resealDatabase(runtime: Runtime): Promise<string[]> {
  const { resealed, damaged, auditLogFault } = await resealSecrets(operatorContext(runtime));
  const done = `Sealed ${resealed} stored secrets with the newest ENCRYPTION_KEY.`;
  const lines =
    auditLogFault === null
      ? [`${done} The older keys can be dropped.`]
      : [
          done,
          `The audit log is broken, so keep the older keys until that is settled: without them nothing more can be found out. ${auditLogFault}`,
        ];
  return damaged === 0
    ? lines
    : [...lines, `${damaged} could not be opened by any key: their owners need "npm run user -- disable-two-factor".`];
}

type AuditVerification = {
  /** What an earlier run printed. */
  expect?: { sealed: number; seal: string };
  sealsLate?: boolean;
};

/** What `npm run audit:verify` does: the lines to print, and whether the log is intact. */
export async function verifyAuditDatabase(
  runtime: Runtime,
  { expect, sealsLate = false }: AuditVerification = {},
): Promise<{ lines: string[]; intact: boolean }> {
  const context = operatorContext(runtime);
  const late = sealsLate
    ? [`Sealed ${await sealAuditLog(context, { withLate: true })} events, whatever time they bear.`]
    : [];
  const { state, sealed, pending, fault, anchor } = await verifyAuditLog(context, { scope: "all" });
  const mismatch = expect === undefined ? null : await compareAnchor(context, expect);
  const verdict = fault?.detail ?? mismatch;
  const intact = state === "intact" && mismatch === null;
  return {
    intact,
    lines: [
      ...late,
      verdict === null ? "The audit log is intact." : `The audit log is broken. ${verdict}`,
      `${sealed} events are sealed, ${pending} not yet.`,
      ...(anchor === null || !intact ? [] : ["Keep this elsewhere, for --expect at a later check:", anchor]),
    ],
  };
}
