import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient } from "@/lib/testing/api-client";

const TOKEN = "f3c1a97e04b85d62e90b7c41d8a2650f";
const ALERTS = resolve("docs/prometheus/alerts.yml");
const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;

type Source = { type: string; uid: string };
type Panel = {
  id: number;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  datasource: Source;
  targets: { refId: string; expr: string; datasource: Source }[];
};
type Dashboard = {
  id?: number;
  uid: string;
  panels: Panel[];
  templating: { list: { name: string; type: string; definition?: string }[] };
};

const dashboard = JSON.parse(readFileSync("docs/grafana/latchkey.json", "utf8")) as Dashboard;
const queries = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

let folder: string;
let text: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "latchkey-prometheus-"));
  // Nothing listens there, so the server counts by itself.
  const client = await createApiClient("sqlite", { METRICS_TOKEN: TOKEN, REDIS_URL: "redis://127.0.0.1:1" });
  await client.person("Ada");
  const reply = await fetch(`${client.origin}/api/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
  text = await reply.text();
  await client.dispose();
});
afterAll(() => rmSync(folder, { recursive: true }));

function promtool(args: readonly string[], input = ""): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync("promtool", args, { input, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

/** A file for promtool; JSON is YAML too. */
function write(name: string, content: object): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test("the dashboard and the alerts use only metrics that a scrape has", () => {
  const names = new Set([...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name = ""]) => name));
  const used = `${readFileSync(ALERTS, "utf8")}\n${queries.join("\n")}`.matchAll(
    /\b((?:latchkey|nodejs|process)_\w+?)(?:_bucket)?(?=[{[ )])/g,
  );
  const usedNames = new Set([...used].map(([, name = ""]) => name));
  expect(usedNames.size).toBeGreaterThan(20);
  expect([...usedNames].filter((name) => !names.has(name))).toEqual([]);
});

describe("Grafana can import the dashboard:", () => {
  const { panels, templating } = dashboard;

  test("it has a short identifier of its own, and no number, which belongs to an installation", () => {
    expect(dashboard.uid).toMatch(/^[\w-]{1,40}$/);
    expect(dashboard.id).toBeUndefined();
  });

  test("each panel and each query in a panel can be told apart", () => {
    const isUnique = (values: readonly unknown[]): boolean => new Set(values).size === values.length;
    expect(isUnique(panels.map(({ id }) => id))).toBe(true);
    expect(isUnique(panels.map(({ title }) => title))).toBe(true);
    for (const { title, targets } of panels) expect(isUnique(targets.map(({ refId }) => refId)), title).toBe(true);
  });

  test("each panel has a place of its own in the 24 columns", () => {
    const taken = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    );
    expect(new Set(taken).size).toBe(taken.length);
    for (const { title, gridPos } of panels) expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
  });

  test("the user chooses the data source, and each variable exists", () => {
    const source: Source = { type: "prometheus", uid: "${datasource}" };
    for (const { title, datasource, targets } of panels)
      for (const used of [datasource, ...targets.map((target) => target.datasource)])
        expect(used, title).toEqual(source);
    const builtIn = ["__rate_interval"];
    const known = new Set([...builtIn, ...templating.list.map(({ name }) => name)]);
    const used = [...JSON.stringify(dashboard).matchAll(/\$\{?(\w+)/g)].map(([, name = ""]) => name);
    expect(used.filter((name) => !known.has(name))).toEqual([]);
    expect(templating.list.find(({ name }) => name === "datasource")?.type).toBe("datasource");
  });
});

test("a Redis that can't be reached is down", () => {
  expect(text).toContain("\nlatchkey_redis_up 0\n");
});

describe.skipIf(!hasPromtool)("promtool", () => {
  test("finds no fault in the metrics, except in three names of prom-client", () => {
    const { output } = promtool(["check", "metrics"], text);
    expect(output.split("\n").filter((line) => line !== "" && !/^nodejs_active_\w+_total /.test(line))).toEqual([]);
  });

  test("reads the alerts, and each query of the dashboard", () => {
    expect(promtool(["check", "rules", ALERTS])).toMatchObject({ status: 0 });
    const rules = queries.map((expr, index) => ({
      record: `query:${index}`,
      expr: expr.replaceAll("$__rate_interval", "5m"),
    }));
    const { status, output } = promtool(["check", "rules", write("queries.yml", { groups: [{ name: "all", rules }] })]);
    expect(status, output).toBe(0);
    expect(output).toContain(`${queries.length} rules found`);
  });

  test("finds series of a real scrape for each query of the dashboard", () => {
    // Each sample grows by itself every minute.
    const series = [...text.matchAll(/^([a-z]\w*)(?:\{(.*)\})? ([\d.e+-]+)$/gm)].map(
      ([, name = "", labels, value = ""]) => ({
        series: `${name}{${labels === undefined ? "" : `${labels},`}job="latchkey",instance="a"}`,
        values: `${value}+${value}x30`,
      }),
    );
    // What a scrape has only after a job, a limit or a mail.
    const later = {
      'latchkey_job_last_start_timestamp_seconds{name="remove-expired"}': "0+60x30",
      'latchkey_job_runs_total{name="remove-expired",outcome="failure"}': "0+1x30",
      'latchkey_limit_hits_total{limit="log-in"}': "0+1x30",
    };
    for (const [name, values] of Object.entries(later))
      series.push({ series: name.replace("{", '{job="latchkey",instance="a",'), values });
    const tests = queries.map((expr) => ({
      expr: `count(${expr.replaceAll("$__rate_interval", "5m").replaceAll("$job", "latchkey").replaceAll("$instance", "a")}) > bool 0`,
      eval_time: "20m",
      exp_samples: [{ labels: "{}", value: 1 }],
    }));
    const file = write("scrape.yml", {
      evaluation_interval: "1m",
      tests: [{ interval: "1m", input_series: series, promql_expr_test: tests }],
    });
    const { status, output } = promtool(["test", "rules", file]);
    expect(status, output).toBe(0);
  });

  // Values by minute; "0x60" is 0 for an hour.
  const quiet = {
    up: "1x200",
    latchkey_ready: "1x200",
    latchkey_hash_refusals_total: "0x200",
    latchkey_hash_queue_length: "1x200",
    latchkey_hash_queue_limit: "32x200",
    latchkey_event_loop_blocks_total: "1x200",
    'latchkey_job_failed{name="remove-expired"}': "0x200",
    'latchkey_job_last_start_timestamp_seconds{name="remove-expired"}': "0+60x200",
    'latchkey_job_last_start_timestamp_seconds{name="refresh-site-rules"}': "0x200",
    'latchkey_mails{state="failed"}': "3x200",
  };

  test.each<[string, Record<string, string>, string[]]>([
    ["nothing", {}, []],
    ["a process that has gone", { up: "0x200" }, ["LatchkeyNotReady"]],
    ["a database that doesn't answer", { latchkey_ready: "0x200" }, ["LatchkeyNotReady"]],
    ["refused log-ins", { latchkey_hash_refusals_total: "0+1x200" }, ["LatchkeyLogInsRefused"]],
    ["a queue that is nearly full", { latchkey_hash_queue_length: "30x200" }, ["LatchkeyLogInsRefused"]],
    ["a blocked event loop", { latchkey_event_loop_blocks_total: "0+1x200" }, ["LatchkeyEventLoopBlocked"]],
    ["a failed job", { 'latchkey_job_failed{name="remove-expired"}': "1x200" }, ["LatchkeyJobFailedOrLate"]],
    [
      "a job that doesn't run",
      { 'latchkey_job_last_start_timestamp_seconds{name="remove-expired"}': "0x200" },
      ["LatchkeyJobFailedOrLate"],
    ],
    ["mail that waits", { latchkey_mail_oldest_waiting_timestamp_seconds: "0x200" }, ["LatchkeyMailFailing"]],
    ["mail that was given up", { 'latchkey_mails{state="failed"}': "0+1x200" }, ["LatchkeyMailFailing"]],
  ])("with %s, the alerts are right", (name, changes, expected) => {
    const series = Object.entries({ ...quiet, ...changes }).map(([metric, values]) => ({
      series: metric.includes("{")
        ? metric.replace("{", '{job="latchkey",instance="a",')
        : `${metric}{job="latchkey",instance="a"}`,
      values: values.includes("+") ? values : values.replace("x", "+0x"),
    }));
    const fires = (alert: string): boolean => expected.includes(alert);
    const alerts = [...readFileSync(ALERTS, "utf8").matchAll(/- alert: (\w+)/g)].map(([, alert = ""]) => alert);
    expect(alerts.length).toBe(5);
    const promqlTests = alerts.map((alert) => ({
      expr: `count(ALERTS{alertname="${alert}", alertstate="firing"})`,
      eval_time: "180m",
      exp_samples: fires(alert) ? [{ labels: "{}", value: 1 }] : [],
    }));
    const file = write("test.yml", {
      rule_files: [ALERTS],
      evaluation_interval: "1m",
      tests: [{ name, interval: "1m", input_series: series, promql_expr_test: promqlTests }],
    });
    const { status, output } = promtool(["test", "rules", file]);
    expect(status, output).toBe(0);
  });
});
