import { countEvents, type CountedKind } from "@/lib/data/audit-counts";
import { countInvitations } from "@/lib/data/invitations";
import { countMail } from "@/lib/data/mail";
import { countAdministratorsByTwoFactor, countUsers } from "@/lib/data/users";
import { lastUtcDays, type UtcDay } from "@/lib/domain/utc-days";
import type { DayStatistics, Statistics } from "@/lib/schemas/statistics";
import { authorize } from "../authorize";
import type { Context } from "../context";

const DAYS = 30;

type Count = keyof Omit<DayStatistics, "date">;

const countedKinds: readonly (CountedKind & { as: Count })[] = [
  { as: "sign_ups", action: "account.sign_up", outcome: "success" },
  { as: "accounts_added", action: "account.set_up", outcome: "success" },
  { as: "sign_ups", action: "invitation.accept", outcome: "success" },
  { as: "accounts_added", action: "user.create", outcome: "success" },
  { as: "accounts_added", action: "account.import", outcome: "success" },
  { as: "log_ins", action: "session.sign_in", outcome: "success" },
  { as: "log_ins", action: "token.issue", outcome: "success" },
  { as: "failed_log_ins", action: "session.sign_in", outcome: "failure" },
  { as: "failed_log_ins", action: "two_factor.code", outcome: "failure" },
];

/** Counts of the last 30 days in UTC, and of what administrators should look after. */
export async function readStatistics(context: Context<"reading">): Promise<Statistics> {
  authorize(context, "statistics:read");
  const now = context.now();
  const days: DayStatistics[] = [];
  // One day at a time, so that other long reads get their turn in between.
  for (const day of lastUtcDays(now, DAYS)) days.push(await countDay(context, day));
  const mail = await countMail(context.longReads);
  return {
    checked_at: now.toISOString(),
    days,
    users: await readUserCounts(context),
    invitations: {
      pending: await countInvitations(context.longReads, "pending", now),
      expired: await countInvitations(context.longReads, "expired", now),
    },
    mail: { failed: mail.dead, held: mail.held },
  };
}

async function countDay(context: Context<"reading">, day: UtcDay): Promise<DayStatistics> {
  const counts = await countEvents(context.longReads, countedKinds, day);
  const sumOf = (name: Count): number =>
    countedKinds.reduce((sum, { as }, place) => (as === name ? sum + (counts[place] ?? 0) : sum), 0);
  return {
    date: day.date,
    sign_ups: sumOf("sign_ups"),
    accounts_added: sumOf("accounts_added"),
    log_ins: sumOf("log_ins"),
    failed_log_ins: sumOf("failed_log_ins"),
  };
}

async function readUserCounts({ longReads }: Context<"reading">): Promise<Statistics["users"]> {
  const administrators = await countAdministratorsByTwoFactor(longReads);
  return {
    active: await countUsers(longReads, { status: "active" }),
    without_password: await countUsers(longReads, { status: "active", hasPassword: false }),
    disabled: await countUsers(longReads, { status: "disabled" }),
    two_factor: await countUsers(longReads, { status: "active", twoFactor: true }),
    administrators: administrators.all,
    administrators_without_two_factor: administrators.without,
  };
}
