import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { routes } from "@/lib/routes";
import type { Statistics } from "@/lib/schemas/statistics";
import { Dashboard } from "./dashboard";
import { DayChart } from "./day-chart";
import { mattersOf } from "./matters";

const quiet: Omit<Statistics, "checked_at" | "days"> = {
  users: {
    without_password: 0,
    active: 9,
    disabled: 0,
    two_factor: 3,
    administrators: 2,
    administrators_without_two_factor: 0,
  },
  invitations: { pending: 0, expired: 0 },
  mail: { failed: 0, held: 4 },
};
const statistics = (changes: Partial<Statistics>): Statistics => ({ checked_at: "", days: [], ...quiet, ...changes });
const finding = (severity: "problem" | "warning" | "note", code: string) => ({
  severity,
  code,
  message: `It is ${code}`,
  advice: "",
});

test("nothing to look after is an empty list, and notes of the system page alone stay there", () => {
  expect(mattersOf(statistics({}), [finding("note", "no_mail")])).toEqual([]);
});

test("what to look after is listed worst first, then what is settled in the administration, each once and with its page", () => {
  const changes = {
    users: { ...quiet.users, administrators_without_two_factor: 1, disabled: 2 },
    invitations: { pending: 1, expired: 0 },
    mail: { failed: 3, held: 0 },
  };
  const matters = mattersOf(statistics(changes), [
    finding("warning", "node_old"),
    finding("warning", "mail_given_up"),
    finding("problem", "disk_nearly_full"),
  ]);
  expect(matters.map(({ severity, text, href }) => [severity, text, href])).toEqual([
    ["problem", "It is disk_nearly_full", `${routes.system()}#finding-disk-nearly-full`],
    ["warning", "It is mail_given_up", routes.outbox({ state: "dead" })],
    [
      "warning",
      "1 administrator without two-factor authentication.",
      routes.users({ role: "admin", status: "active", two_factor: "false" }),
    ],
    ["warning", "It is node_old", `${routes.system()}#finding-node-old`],
    ["note", "1 invitation not accepted yet.", routes.invitations({ state: "pending" })],
    ["note", "2 accounts disabled. Delete those that you no longer need.", routes.users({ status: "disabled" })],
  ]);
});

test("what a shown step says isn't said again, unless other administrators lack two-factor authentication too", () => {
  const findings = [finding("warning", "no_mail"), finding("warning", "no_administrator_with_two_factor")];
  const steps = (hidden: boolean) => (["mail", "two-factor"] as const).map((name) => ({ name, done: false, hidden }));
  const of = (administrators: number, hidden = false) =>
    mattersOf(statistics({ users: { ...quiet.users, administrators } }), findings, steps(hidden)).map(
      ({ text }) => text,
    );
  expect(of(1)).toEqual([]);
  expect(of(2)).toEqual(["It is no_administrator_with_two_factor"]);
  expect(of(1, true)).toHaveLength(2);
});

test("a chart of one day's counts has no table, which would say the same", () => {
  const days = [
    { date: "2026-11-26", values: [0] },
    { date: "2026-11-27", values: [3] },
  ];
  const html = renderToStaticMarkup(
    <DayChart id="x" title="Log-ins" series={[{ label: "Log-ins", tone: "accent" }]} days={days} />,
  );
  expect(html).toContain("All today");
  expect(html).not.toContain("table");
});

test("a chart has no inline styles, which the policy would refuse, and a table with the same numbers", () => {
  const html = renderToStaticMarkup(
    <DayChart
      id="x"
      title="New accounts"
      series={[
        { label: "Signed up", tone: "accent" },
        { label: "Added", tone: "muted" },
      ]}
      days={[
        { date: "2026-11-26", values: [1, 0] },
        { date: "2026-11-27", values: [2, 1200] },
      ]}
    />,
  );
  expect(html).not.toContain("style=");
  expect(html).toContain("1,203");
  const rows = [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) =>
    (row ?? "")
      .replace(/<[^>]*>/g, " ")
      .trim()
      .split(/\s+/),
  );
  expect(rows.slice(1)).toEqual([
    ["27", "Nov", "2026", "2", "1,200"],
    ["26", "Nov", "2026", "1", "0"],
  ]);
  // Bars of the same day stand on each other.
  const heights = [...html.matchAll(/<rect[^>]* height="([\d.]+)"[^>]*class="fill-accent/g)].map(([, height]) =>
    Number(height),
  );
  expect(heights.every((height) => height >= 0)).toBe(true);
  expect(html).toContain("27 Nov: 2 signed up, 1200 added");
});

test("the overview of the first day has what to do before what to look after, and counts in place of charts", () => {
  const day = (date: string, log_ins: number) => ({ date, log_ins, failed_log_ins: 0, sign_ups: 0, accounts_added: 1 });
  const quietDay = { ...day("2026-11-25", 0), accounts_added: 0 };
  const shown = (...days: Statistics["days"]): string =>
    renderToStaticMarkup(
      <Dashboard statistics={statistics({ days })} findings={[]} steps={[]} nextSteps={<p>Next steps</p>} />,
    );
  const first = shown(quietDay, day("2026-11-27", 1));
  expect(first).toMatch(/^<dl.*Active users.*Next steps.*Needs attention.*Activity so far/);
  expect(first).not.toContain("All today");
  const second = shown(day("2026-11-26", 1), day("2026-11-27", 1));
  expect(second).toMatch(/^<dl.*Active users.*Needs attention.*Next steps.*<svg/);
  expect(second).not.toContain("Activity so far");
});
