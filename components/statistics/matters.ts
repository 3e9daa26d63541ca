import type { ShownStep, StepName } from "@/lib/domain/users/next-steps";
import { routes } from "@/lib/routes";
import type { Statistics } from "@/lib/schemas/statistics";
import type { System } from "@/lib/schemas/system";

type Severity = "problem" | "warning" | "note";
export type Matter = { severity: Severity; text: string; href: string };

/** The place of a finding on the system page. */
export function findingId(code: string): string {
  return `finding-${code.replaceAll("_", "-")}`;
}

function onSystemPage(code: string): string {
  return `${routes.system()}#${findingId(code)}`;
}

// A step that is shown says the same, and has the button for it.
const stepOfFinding: Readonly<Record<string, StepName>> = {
  no_mail: "mail",
  no_administrator_with_two_factor: "two-factor",
};

const administratorsWithoutTwoFactor = routes.users({ role: "admin", status: "active", two_factor: "false" });

/** Where a finding of the system page is settled, if not there. */
export const pageOfFinding: Readonly<Record<string, string>> = {
  audit_log_broken: routes.auditLog(),
  many_failed_log_ins: routes.auditLog({ action: "session.sign_in", outcome: "failure" }),
  mail_given_up: routes.outbox({ state: "dead" }),
  mail_waits: routes.outbox({ state: "queued" }),
  no_administrator_with_two_factor: administratorsWithoutTwoFactor,
  only_one_administrator: routes.users({ role: "admin" }),
};

/**
 * What an administrator should look after, each with the page where it is done: the worst first, then what can be done
 * in the administration, then what the server's operator does.
 */
export function mattersOf(
  statistics: Statistics,
  findings: System["findings"],
  steps: readonly ShownStep[] = [],
): Matter[] {
  const { users, invitations, mail } = statistics;
  const open = new Set(steps.filter(({ done, hidden }) => !done && !hidden).map(({ name }) => name));
  const isStep = (code: string): boolean => {
    const step = stepOfFinding[code];
    // One's own two-factor authentication doesn't settle that of others.
    return step !== undefined && open.has(step) && (step !== "two-factor" || users.administrators === 1);
  };
  const found = new Set(findings.map(({ code }) => code));
  const matters: (Matter | false)[] = [
    ...findings
      .filter(({ severity, code }) => (severity !== "note" || pageOfFinding[code] !== undefined) && !isStep(code))
      .map(({ severity, code, message }) => ({
        severity,
        text: message,
        href: pageOfFinding[code] ?? onSystemPage(code),
      })),
    mail.failed > 0 &&
      !found.has("mail_given_up") && {
        severity: "warning",
        text: `${counted(mail.failed, "email")} couldn’t be delivered.`,
        href: routes.outbox({ state: "dead" }),
      },
    users.administrators_without_two_factor > 0 &&
      !found.has("no_administrator_with_two_factor") && {
        severity: "warning",
        text: `${counted(users.administrators_without_two_factor, "administrator")} without two-factor authentication.`,
        href: administratorsWithoutTwoFactor,
      },
    invitations.expired > 0 && {
      severity: "note",
      text: `${counted(invitations.expired, "invitation")} expired unused.`,
      href: routes.invitations({ state: "expired" }),
    },
    invitations.pending > 0 && {
      severity: "note",
      text: `${counted(invitations.pending, "invitation")} not accepted yet.`,
      href: routes.invitations({ state: "pending" }),
    },
    users.disabled > 0 && {
      severity: "note",
      text: `${counted(users.disabled, "account")} disabled. Delete those that you no longer need.`,
      href: routes.users({ status: "disabled" }),
    },
  ];
  const order: readonly Severity[] = ["problem", "warning", "note"];
  return matters
    .filter((matter) => matter !== false)
    .toSorted(
      (one, other) =>
        order.indexOf(one.severity) - order.indexOf(other.severity) ||
        Number(isOfServer(one)) - Number(isOfServer(other)),
    );
}

function isOfServer({ href }: Matter): boolean {
  return href.startsWith(routes.system());
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-GB")} ${noun}${count === 1 ? "" : "s"}`;
}
