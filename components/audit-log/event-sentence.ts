import { bulkChoiceLabels } from "@/components/bulk-runs/bulk-labels";
import { mailTemplateLabel } from "@/components/mail/mail-labels";
import { roleLabels } from "@/components/users/user-labels";
import { routes } from "@/lib/routes";
import { auditDetailSchemas, type AuditDetails } from "@/lib/schemas/audit-details";
import { detailText } from "./event-detail-text";

/** Parts to put beside each other, and the page that says more. */
export type EventSentence = {
  /** In place of the action's label, where the details say it better. */
  title?: string;
  parts: readonly string[];
  link?: { label: string; href: string };
};

type Part = string | false;
type Sentence = { title?: string; parts: readonly Part[]; link?: { label: string; href: string } | undefined };
type Sentences = { [Action in keyof AuditDetails]?: (details: AuditDetails[Action]) => Sentence };

const sentences: Sentences = {
  "account.import": ({ role, status, password, two_factor }) => ({
    parts: asSentence([
      role !== "user" && roleLabels[role],
      status !== "active" && detailText("status", status).toLowerCase(),
      password && "with a password",
      two_factor && "with two-factor authentication",
    ]),
  }),
  "account.update": ({ fields }) => ({ parts: asSentence([detailText("fields", fields)]) }),
  "account.delete": ({ ended_sessions }) => ({ parts: [ended(ended_sessions)] }),
  "password.change": ({ ended_sessions }) => ({ parts: [ended(ended_sessions)] }),
  "password.reset": ({ ended_sessions }) => ({ parts: [ended(ended_sessions)] }),
  "password.temporary": ({ ended_sessions }) => ({ parts: [ended(ended_sessions)] }),
  "password.first": ({ ended_sessions, invitation }) => ({
    parts: [ended(ended_sessions)],
    link: viewInvitation(invitation),
  }),
  "email.change": ({ from, to }) => ({ parts: [`${from} → ${to}`] }),
  "email.undo": ({ from, to }) => ({ parts: [`${from} → ${to}`] }),
  "email.release": ({ from }) => ({ parts: [from] }),
  "mail.undeliverable": ({ mail, template, attempts, reason }) => ({
    parts: [mailTemplateLabel(template), `after ${counted(attempts, "attempt")}`, reason],
    link: { label: "View the mail", href: routes.mail(mail) },
  }),
  "session.sign_in_alarm": ({ failures, accounts, addresses }) => ({
    parts: [
      counted(failures, "failed log-in"),
      counted(accounts, "account"),
      `from ${counted(addresses, "IP address", "IP addresses")}`,
    ],
  }),
  "database.rolled_back": ({ ended_sessions, ended_links, ended_recovery_codes }) => ({
    parts: [
      ended(ended_sessions),
      ended_links > 0 && `${counted(ended_links, "link")} ended`,
      ended_recovery_codes > 0 && `${counted(ended_recovery_codes, "recovery code")} ended`,
    ],
  }),
  "notice.not_me": ({ notice }) => ({ parts: asSentence([detailText("notice", notice)]) }),
  "user.create": ({ after: { email, role } }) => ({ parts: [email, role !== "user" && roleLabels[role]] }),
  "user.disable": ({ ended_sessions, reason }) => ({
    parts: [ended(ended_sessions), reason !== undefined && detailText("reason", reason)],
  }),
  "user.enable": ({ ended_sessions }) => ({ parts: [ended(ended_sessions)] }),
  "user.delete": ({ ended_sessions }) => ({ parts: [ended(ended_sessions)] }),
  "user.restore": ({ after: { status } }) => ({ parts: asSentence([status !== "active" && `now ${status}`]) }),
  "user.end_sessions": ({ ended_sessions }) => ({ parts: [ended(ended_sessions)] }),
  "user.reset_two_factor": ({ reason }) => ({ parts: asSentence([`reason: ${reason}`]) }),
  "audit_log.export": (details) => exported(details, "event"),
  "user.export": (details) => exported(details, "user"),
  "user.import": ({ created, updated, skipped, refused }) => ({
    title: `${counted(created + updated, "user")} imported`,
    parts: [
      created > 0 && updated > 0 && `${number(created)} created`,
      updated > 0 && `${number(updated)} updated`,
      skipped > 0 && `${number(skipped)} skipped`,
      refused > 0 && `${number(refused)} left out`,
    ],
  }),
  "user.change_many": ({ run, change, role, matched, filter }) => ({
    parts: [
      change === "set_role" ? bulkChoiceLabels[`set_role:${role ?? "user"}`] : bulkChoiceLabels[change],
      counted(matched, "user"),
      filter !== null && `filter: ${detailText("filter", filter)}`,
    ],
    link: { label: "View the result", href: routes.bulkRun(run) },
  }),
  "user.undo_many": ({ run, change, changed }) => ({
    parts: [detailText("change", change), counted(changed, "user")],
    link: { label: "View the result", href: routes.bulkRun(run) },
  }),
  "invitation.create": ({ invitation, after: { email, role, hours, mailed } }) => ({
    parts: [
      email ?? "for anyone with the link",
      role !== "user" && roleLabels[role],
      `link valid for ${duration(hours)}`,
      mailed ? "emailed" : "not emailed",
    ],
    link: viewInvitation(invitation),
  }),
  "invitation.create_many": ({ run, lines, role }) => ({
    parts: [counted(lines, "address", "addresses"), role !== "user" && roleLabels[role]],
    link: viewInvitations(run),
  }),
  "invitation.renew": ({ invitation, email, role, mailed }) => ({
    parts: [
      email ?? "for anyone with the link",
      role !== "user" && roleLabels[role],
      mailed ? "emailed" : "not emailed",
    ],
    link: viewInvitation(invitation),
  }),
  "invitation.revoke": ({ invitation, email, role }) => ({
    parts: [email ?? "for anyone with the link", role !== "user" && roleLabels[role]],
    link: viewInvitation(invitation),
  }),
  "invitation.remind_many": ({ run, reminded, skipped }) => ({
    parts: [counted(reminded, "user"), skipped > 0 && `${number(skipped)} left out`],
    link: viewInvitations(run),
  }),
  "invitation.revoke_many": ({ run, revoked }) => ({
    parts: [counted(revoked, "invitation")],
    link: viewInvitations(run),
  }),
  "invitation.take_links": ({ run, links }) => ({ parts: [counted(links, "link")], link: viewInvitations(run) }),
  "invitation.accept": ({ invitation, role }) => ({
    parts: [role !== "user" && roleLabels[role]],
    link: viewInvitation(invitation),
  }),
  "session.sign_in": ({ new_device, second_factor }) => ({
    parts: asSentence([new_device === true && "new device", second_factor !== undefined && withFactor(second_factor)]),
  }),
  "session.end": () => ({ parts: [] }),
  "session.end_others": ({ ended }) => ({ parts: [counted(ended, "session")] }),
  "two_factor.enable": ({ ended_sessions }) => ({ parts: [ended(ended_sessions)] }),
  "two_factor.disable": ({ authenticators }) => ({
    parts: [`${counted(authenticators, "authenticator app")} removed`],
  }),
  "authenticator.add": ({ name }) => ({ parts: [name] }),
  "authenticator.rename": ({ name }) => ({ parts: [name] }),
  "authenticator.remove": ({ name }) => ({ parts: [name ?? false] }),
  "recovery_code.use": ({ left }) => ({ parts: [`${number(left)} left`] }),
  "browser.forget": ({ browsers }) => ({ parts: [counted(browsers, "browser")] }),
  "secrets.reseal": ({ resealed, damaged }) => ({
    parts: [`${number(resealed)} encrypted again`, damaged > 0 && `${number(damaged)} damaged`],
  }),
  "token.issue": ({ second_factor }) => ({ parts: asSentence([withFactor(second_factor)]) }),
  "audit_log.archive": ({ events, file }) => ({ parts: [`${counted(events, "event")} moved to ${file}`] }),
  "audit_log.broken": ({ fault }) => ({ parts: [fault] }),
  "mail.reveal": ({ mail, template }) => ({
    parts: [mailTemplateLabel(template)],
    link: { label: "View the mail", href: routes.mail(mail) },
  }),
};

/** The details of an event as a person would say them; null for an event without words of its own. */
export function eventSentence(action: string, details: Readonly<Record<string, unknown>>): EventSentence | null {
  if (!isKnown(action)) return null;
  const read = auditDetailSchemas[action].safeParse(details);
  const say = sentences[action] as ((details: unknown) => Sentence) | undefined;
  // An older version's details may have another shape.
  if (!read.success || say === undefined) return null;
  const { title, parts, link } = say(read.data);
  return {
    ...(title !== undefined && { title }),
    parts: parts.filter((part) => part !== false),
    ...(link !== undefined && { link }),
  };
}

// What the event of a run doesn't say itself, because it is written before the accounts are changed.
const resultWords: Partial<Record<string, string>> = {
  "user.change_many": "changed",
  "user.undo_many": "undone",
  "invitation.create_many": "invited",
};

/** What every event says, such as that no invitation was emailed. */
export function commonParts(
  events: readonly { action: string; details: Readonly<Record<string, unknown>> }[],
): string[] {
  const [first = [], ...others] = events.map(({ action, details }) => eventSentence(action, details)?.parts ?? []);
  return others.length === 0 ? [] : first.filter((part) => others.every((parts) => parts.includes(part)));
}

/** What a bulk action did, after "196 users". */
const doneToMany: Record<AuditDetails["user.change_many"]["change"], string> = {
  disable: "disabled",
  enable: "enabled",
  end_sessions: "logged out",
  require_password_change: "asked for a new password",
  set_role: "given another role",
  delete: "deleted",
  restore: "restored",
  invite: "invited",
};

/** The details of a run with its result: how many accounts have an event of it. */
export function runResult(
  { action, details }: { action: string; details: Readonly<Record<string, unknown>> },
  count: number,
): EventSentence {
  const { title, parts, link } = eventSentence(action, details) ?? { parts: [] };
  const read = action === "user.change_many" ? auditDetailSchemas[action].safeParse(details) : undefined;
  if (read?.success === true) {
    const { change, matched } = read.data;
    const [label = "", , ...filter] = parts;
    const rest = change === "set_role" ? [label, ...filter] : filter;
    return {
      title: `${counted(count, "user")} ${doneToMany[change]}`,
      parts: matched === count ? rest : [`of ${counted(matched, "user")}`, ...rest],
      ...(link !== undefined && { link }),
    };
  }
  const words = resultWords[action];
  return {
    ...(title !== undefined && { title }),
    parts: words === undefined ? parts : [...parts, `${number(count)} ${words}`],
    ...(link !== undefined && { link }),
  };
}

/** Only for parts that are words: a name or an address keeps its first letter. */
function asSentence(parts: readonly Part[]): Part[] {
  const [first, ...others] = parts.filter((part) => part !== false);
  return first === undefined ? [] : [first.charAt(0).toUpperCase() + first.slice(1), ...others];
}

function isKnown(action: string): action is keyof AuditDetails {
  return Object.hasOwn(auditDetailSchemas, action);
}

function exported({ format, rows, complete, filter }: AuditDetails["user.export"], noun: string): Sentence {
  return {
    parts: [
      `${counted(rows, noun)} as ${format.toUpperCase()}`,
      !complete && "interrupted",
      Object.keys(filter).length > 0 && `filter: ${detailText("filter", filter)}`,
    ],
  };
}

function ended(sessions: number): Part {
  return sessions > 0 && `${counted(sessions, "session")} ended`;
}

function withFactor(factor: AuditDetails["token.issue"]["second_factor"]): Part {
  return factor !== "none" && `with ${factor === "totp" ? "an" : "a"} ${detailText("second_factor", factor)}`;
}

function viewInvitation(id: string): { label: string; href: string } {
  return { label: "View the invitation", href: routes.administeredInvitation(id) };
}

function viewInvitations(run: string | null): { label: string; href: string } {
  return run === null
    ? { label: "View all invitations", href: routes.invitations() }
    : { label: "View these invitations", href: routes.invitations({ run_id: run }) };
}

function duration(hours: number): string {
  return hours % 24 === 0 ? counted(hours / 24, "day") : counted(hours, "hour");
}

function counted(count: number, noun: string, many = `${noun}s`): string {
  return `${number(count)} ${count === 1 ? noun : many}`;
}

function number(count: number): string {
  return count.toLocaleString("en-GB");
}
