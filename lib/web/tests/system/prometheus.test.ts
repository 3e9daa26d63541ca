import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient } from "@/lib/testing/api-client";

const TOKEN = "f3c1a97e04b85d62e90b7c41d8a2650f";
const ALERTS = resolve("docs/prometheus/alerts.yml");
const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;

type Dashboard = { panels: { title: string; targets: { expr: string }[] }[] };

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
