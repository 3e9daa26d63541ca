import type { Runtime } from "@/lib/runtime";
import { compareAnchor } from "@/lib/services/audit-log/compare-anchor";
import { sealAuditLog } from "@/lib/services/audit-log/seal-audit-log";
import { verifyArchive } from "@/lib/services/audit-log/verify-archive";
import { verifyAuditLog } from "@/lib/services/audit-log/verify-audit-log";
import { deliverDueMail } from "@/lib/services/mail/deliver-due-mail";
import { readMailState } from "@/lib/services/mail/read-mail-state";
import { sendTestMail } from "@/lib/services/mail/send-test-mail";
import { resealSecrets } from "@/lib/services/secrets/reseal-secrets";
import { disableTwoFactor } from "@/lib/services/users/disable-two-factor";
import { makeAdministrator } from "@/lib/services/users/make-administrator";
import { makeResetLink } from "@/lib/services/users/make-reset-link";
import { setTemporaryPassword } from "@/lib/services/users/set-temporary-password";
import { describeTestMail } from "@/lib/web/pages/test-mail";
import { operatorContext } from "@/lib/web/server-context";

/** The commands of `npm run user`; each returns the lines to print. */
export const operatorCommands = {
  "make-admin": async (runtime: Runtime, identifier: string): Promise<string[]> => {
    const { email } = await makeAdministrator(operatorContext(runtime), { identifier });
    return [`${email} is now an administrator.`];
  },
  "temporary-password": async (runtime: Runtime, identifier: string): Promise<string[]> => {
    const { email, password } = await setTemporaryPassword(operatorContext(runtime), { identifier });
    return [`Temporary password for ${email} (has to be changed at the first log-in):`, password];
  },
  "reset-link": async (runtime: Runtime, identifier: string): Promise<string[]> => {
    const { email, link, minutes } = await makeResetLink(operatorContext(runtime), { identifier });
    return [`Reset link for ${email}. It works once, for ${minutes} minutes. Earlier links no longer work.`, link];
  },
  "disable-two-factor": async (runtime: Runtime, identifier: string): Promise<string[]> => {
    const { email } = await disableTwoFactor(operatorContext(runtime), { identifier });
    return [`Two-factor authentication of ${email} is off. All sessions have ended.`];
  },
  "test-mail": async (runtime: Runtime, to: string): Promise<string[]> => {
    const context = operatorContext(runtime);
    const { mailId } = await sendTestMail(context, { to });
    await deliverDueMail(context);
    const { state, lastError } = await readMailState(context, { mailId });
    return [describeTestMail(to, { state, lastError }).sentence];
  },
};

/** Runs `npm run reseal` and returns the lines to print. */
export async function resealDatabase(runtime: Runtime): Promise<string[]> {
  const { resealed, damaged, auditLogFault } = await resealSecrets(operatorContext(runtime));
  const done = `${resealed} stored secrets are now sealed with the newest ENCRYPTION_KEY.`;
  const lines =
    auditLogFault === null
      ? [`${done} You can remove the older keys.`]
      : [
          done,
          `The audit log is broken. Keep the older keys until you have investigated it, because the check needs them. ${auditLogFault}`,
        ];
  return damaged === 0
    ? lines
    : [
        ...lines,
        `${damaged} could not be opened with any key. Their owners can't use their authenticators: run "npm run user -- disable-two-factor IDENTIFIER" for each of them.`,
      ];
}

type AuditVerification = {
  /** The anchor that an earlier run printed. */
  expect?: { sealed: number; seal: string };
  sealsLate?: boolean;
};

/** Runs `npm run audit:verify`. Returns the lines to print and whether the log is intact. */
export async function verifyAuditDatabase(
  runtime: Runtime,
  { expect, sealsLate = false }: AuditVerification = {},
): Promise<{ lines: string[]; intact: boolean }> {
  const context = operatorContext(runtime);
  const late = sealsLate
    ? [`Sealed ${await sealAuditLog(context, { withLate: true })} events regardless of their time.`]
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
      `${sealed} events are sealed, ${pending} are not sealed yet.`,
      ...(anchor === null || !intact
        ? []
        : ["Keep this anchor on another machine, for --expect at a later check:", anchor]),
    ],
  };
}

/** Runs `npm run audit:verify -- --archive FILE`. */
export async function verifyArchiveFile(
  runtime: Runtime,
  input: { file: string; expect?: { sealed: number; seal: string } | undefined },
): Promise<{ lines: string[]; intact: boolean }> {
  const { month, events, anchor, fault } = await verifyArchive(operatorContext(runtime), input);
  const counted = month === null ? [] : [`It contains ${events} events of ${month}.`];
  return fault === null
    ? { intact: true, lines: ["The archive is intact.", ...counted, "Its anchor:", anchor ?? ""] }
    : { intact: false, lines: [`The archive is broken. ${fault}`, ...counted] };
}
