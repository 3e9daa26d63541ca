import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { joinClasses } from "@/components/ui/join-classes";
import type { ShownStep } from "@/lib/domain/users/next-steps";
import { routes } from "@/lib/routes";
import type { DayStatistics, Statistics } from "@/lib/schemas/statistics";
import type { System } from "@/lib/schemas/system";
import { Attention } from "./attention";
import { type ChartDay, DayChart } from "./day-chart";
import { mattersOf } from "./matters";

type DashboardProps = {
  statistics: Statistics;
  findings: System["findings"];
  steps: readonly ShownStep[];
  nextSteps: ReactNode;
};

export function Dashboard({ statistics, findings, steps, nextSteps }: DashboardProps) {
  const { days, users, invitations } = statistics;
  const active = users.active - users.without_password;
  const daysOf = (...names: (keyof Omit<DayStatistics, "date">)[]): ChartDay[] =>
    days.map((day) => ({ date: day.date, values: names.map((name) => day[name]) }));
  const isNew = days.filter(isBusy).length < 2;
  return (
    <>
      <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4 sm:gap-4">
        <Figure
          term="Active users"
          href={routes.users({ status: "active", has_password: "true" })}
          value={active}
          note={
            users.without_password > 0 && `${users.without_password.toLocaleString("en-GB")} without a password yet`
          }
        />
        <Figure
          term="With two-factor"
          href={routes.users({ status: "active", two_factor: "true" })}
          value={percentage(users.two_factor, active)}
          badge={<Share part={users.two_factor} whole={active} />}
          note={`${users.two_factor.toLocaleString("en-GB")} of ${active.toLocaleString("en-GB")} active users`}
        />
        <Figure term="Administrators" href={routes.users({ role: "admin" })} value={users.administrators} />
        <Figure
          term="Waiting invitations"
          href={routes.invitations({ state: "pending" })}
          value={invitations.pending}
        />
      </dl>
      {/* On the first day, what to do comes before what to look after. */}
      {isNew && nextSteps}
      <Attention matters={mattersOf(statistics, findings, steps)} />
      {isNew ? (
        <FirstDay days={days} />
      ) : (
        <>
          {nextSteps}
          <section
            aria-label="The last 30 days"
            className="grid divide-border rounded-lg border border-border bg-panel shadow-panel max-lg:divide-y lg:grid-cols-3 lg:divide-x"
          >
            <DayChart
              id="log-ins"
              title="Log-ins"
              series={[{ label: "Log-ins", tone: "accent" }]}
              days={daysOf("log_ins")}
            />
            <DayChart
              id="failed-log-ins"
              title="Failed log-ins"
              series={[{ label: "Failed log-ins", tone: "danger" }]}
              days={daysOf("failed_log_ins")}
            />
            <DayChart
              id="new-accounts"
              title="New accounts"
              series={[
                { label: "Signed up", tone: "accent" },
                { label: "Added", tone: "muted" },
              ]}
              days={daysOf("sign_ups", "accounts_added")}
            />
          </section>
          <p className="text-12 text-muted">The last 30 days. A day begins at midnight UTC.</p>
        </>
      )}
    </>
  );
}

function isBusy({ log_ins: logIns, failed_log_ins: failed, sign_ups: signUps, accounts_added: added }: DayStatistics) {
  return logIns + failed + signUps + added > 0;
}

/** The counts so far: a chart of one day would be one bar. */
function FirstDay({ days }: { days: readonly DayStatistics[] }) {
  const sum = (count: (day: DayStatistics) => number): number => days.reduce((total, day) => total + count(day), 0);
  const counts = [
    { term: "Log-ins", count: sum((day) => day.log_ins) },
    { term: "Failed log-ins", count: sum((day) => day.failed_log_ins) },
    { term: "New accounts", count: sum((day) => day.sign_ups + day.accounts_added) },
  ];
  return (
    <section aria-labelledby="activity" className="rounded-lg border border-border bg-panel p-4 shadow-panel sm:p-6">
      <h2 id="activity" className="text-16 font-semibold">
        Activity so far
      </h2>
      <dl className="mt-3 grid grid-cols-3 gap-4">
        {counts.map(({ term, count }) => (
          <div key={term} className="flex flex-col-reverse justify-end">
            <dt className="text-12 text-muted">{term}</dt>
            <dd className={joinClasses("text-20 font-semibold tabular-nums", count === 0 && "text-muted")}>
              {count.toLocaleString("en-GB")}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-14 text-muted">Charts of the last 30 days appear here from the second day.</p>
    </section>
  );
}

type FigureProps = { term: string; value: number | string; href: string; badge?: ReactNode; note?: ReactNode };

function Figure({ term, value, href, badge, note }: FigureProps) {
  return (
    <div className="relative flex flex-col rounded-lg border border-border bg-panel p-4 shadow-panel hover:border-control">
      <dt className="order-2 text-12 text-muted">{term}</dt>
      <dd className="order-1 flex flex-wrap items-center justify-between gap-x-2">
        <a
          href={href}
          className="rounded-sm text-25 font-semibold tabular-nums after:absolute after:inset-0 after:content-['']"
        >
          {typeof value === "number" ? value.toLocaleString("en-GB") : value}
        </a>
        {badge}
      </dd>
      {note !== undefined && note !== false && <dd className="order-3 text-12 text-muted">{note}</dd>}
    </div>
  );
}

/** What a share of users with two-factor authentication is worth. */
function Share({ part, whole }: { part: number; whole: number }) {
  // Of a single user it would be all or nothing.
  if (whole < 2) return null;
  const share = part / whole;
  if (share >= 0.9) return <Badge tone="ok">Good</Badge>;
  return share >= 0.5 ? <Badge tone="neutral">Fair</Badge> : <Badge tone="warn">Low</Badge>;
}

function percentage(part: number, whole: number): string {
  return whole === 0 ? "0 %" : `${Math.round((100 * part) / whole)} %`;
}
