import { setTimeout as pause } from "node:timers/promises";
import { apiRoutes } from "@/lib/api-routes";
import { PASSWORD, post, register } from "../accounts.mjs";
import { median, processorMicroseconds, residentMegabytes } from "../processes.mjs";
import type { Row } from "../table.mjs";
import { type Kind, type Outcome, runMix } from "./run-mix";
import { type Cluster, startCluster } from "./start-cluster";

const PROCESSES = 4;
const ACCOUNTS = 40;
const ALONE_SECONDS = 10;
const MIX_SECONDS = 60;
const KILOBYTE = 1024;

/**
 * A rehearsal of a large server: so many users, four processes behind nginx with PostgreSQL and Redis, a mix of requests for a minute,
 * then the same while each process is restarted in turn. Prints what each kind of request costs, and what has grown.
 */
export async function benchCluster(options: { root: string; temporaryFolder: string; users: number }): Promise<Row[]> {
  const cluster = await startCluster({ ...options, processes: PROCESSES });
  try {
    const kinds = await prepareKinds(cluster);
    for (const kind of kinds) await printCost(cluster, kind);

    const before = await measureSizes(cluster);
    const steady = await runMix(cluster.origin, kinds, () => pause(MIX_SECONDS * 1000));
    const after = await measureSizes(cluster);
    printOutcomes(`The mix, ${MIX_SECONDS} s`, steady, MIX_SECONDS);
    printGrowth(before, after);
    await printRowSizes(cluster, after);

    const startedAt = performance.now();
    const rolling = await runMix(cluster.origin, kinds, () => cluster.restartEach());
    printOutcomes("The mix, while each process restarts", rolling, (performance.now() - startedAt) / 1000);

    const users = options.users.toLocaleString("en-GB");
    return [
      rowOfErrors(`errors of the mix, ${PROCESSES} processes, ${users} users`, steady),
      rowOfErrors("errors of the mix while each process is restarted in turn", rolling),
    ];
  } finally {
    await cluster.stop();
  }
}

async function prepareKinds({ origin, database }: Cluster): Promise<Kind[]> {
  const emails = Array.from({ length: ACCOUNTS }, (_, index) => `cluster-${index}@example.org`);
  const tokens: string[] = [];
  for (const email of emails) {
    await register(origin, email);
    tokens.push(await tokenOf(origin, email));
  }
  const administrator = "cluster-administrator@example.org";
  await register(origin, administrator);
  await database.query("UPDATE users SET role = 'admin' WHERE normalized_email = $1", [administrator]);
  const adminToken = await tokenOf(origin, administrator);
  const searches = ["ada", "maria garcia", "lovelace", "example.com", "kowalski", "zoe.z"];
  return [
    { name: "users/me", share: 70, next: () => get(apiRoutes.me(), pick(tokens)) },
    { name: "generate-password", share: 20, next: () => get(`${apiRoutes.generatePassword()}?length=16`) },
    {
      name: "log-in, Argon2id",
      share: 5,
      next: () => ({
        method: "POST",
        path: apiRoutes.logIn(),
        headers: { "content-type": "application/json", "x-forwarded-for": anyNetwork() },
        body: JSON.stringify({ email: pick(emails), password: PASSWORD }),
      }),
    },
    {
      name: "list and search of users",
      share: 5,
      next: () => get(`${apiRoutes.users()}?q=${encodeURIComponent(pick(searches))}&sort=name`, adminToken),
    },
  ];
}

async function tokenOf(origin: string, email: string): Promise<string> {
  const reply = await post(origin + apiRoutes.logIn(), { email, password: PASSWORD });
  if (reply.status !== 200) throw new Error(`The log-in of ${email} answered ${reply.status}: ${await reply.text()}`);
  return String((await reply.json()).access_token);
}

function get(path: string, token?: string) {
  const headers = { "x-forwarded-for": anyNetwork(), ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  return { method: "GET" as const, path, headers };
}

function anyNetwork(): string {
  return `10.${Array.from({ length: 3 }, () => 1 + Math.floor(Math.random() * 250)).join(".")}`;
}

function pick<Item>(items: readonly Item[]): Item {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new Error("There is nothing to pick from.");
  return item;
}

/** What one request of a kind costs each part, measured while nothing else is asked. */
async function printCost(cluster: Cluster, kind: Kind): Promise<void> {
  await runMix(cluster.origin, [kind], () => pause(2_000));
  const pids = await backendsOf(cluster);
  const before = { product: productTime(cluster), database: timeOf(pids) };
  const outcomes = await runMix(cluster.origin, [kind], () => pause(ALONE_SECONDS * 1000));
  const count = outcomes.get(kind.name)?.milliseconds.length ?? 0;
  const product = (productTime(cluster) - before.product) / count;
  const database = (timeOf(pids) - before.database) / count;
  console.log(
    `  ${kind.name} alone: ${inUnits(product)} of processor time in the product, ${inUnits(database)} in PostgreSQL; ${count} replies`,
  );
}

function inUnits(microseconds: number): string {
  return microseconds < 1000 ? `${microseconds.toFixed(0)} µs` : `${(microseconds / 1000).toFixed(1)} ms`;
}

function productTime(cluster: Cluster): number {
  return cluster.processes().reduce((sum, { pid }) => sum + processorMicroseconds(pid), 0);
}

/** The processes of PostgreSQL that serve connections now; the pools keep them open. */
async function backendsOf({ database }: Cluster): Promise<number[]> {
  const { rows } = await database.query<{ pid: number }>("SELECT pid FROM pg_stat_activity");
  return rows.map(({ pid }) => pid);
}

function timeOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    try {
      return sum + processorMicroseconds(pid);
    } catch {
      // The pool closed this connection.
      return sum;
    }
  }, 0);
}

type Sizes = { tables: Map<string, number>; memory: number; connections: number };

async function measureSizes(cluster: Cluster): Promise<Sizes> {
  const { rows } = await cluster.database.query<{ name: string; bytes: string }>(
    "SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
  );
  return {
    tables: new Map(rows.map(({ name, bytes }) => [name, Number(bytes)])),
    memory: cluster.processes().reduce((sum, { pid }) => sum + residentMegabytes(pid), 0),
    connections: (await backendsOf(cluster)).length,
  };
}

function printGrowth(before: Sizes, after: Sizes): void {
  const grown = [...after.tables]
    .map(([name, bytes]) => ({ name, kilobytes: (bytes - (before.tables.get(name) ?? 0)) / KILOBYTE }))
    .filter(({ kilobytes }) => kilobytes > 0)
    .toSorted((one, other) => other.kilobytes - one.kilobytes);
  console.log(
    `  Grown: ${grown.map(({ name, kilobytes }) => `${name} ${kilobytes.toFixed(0)} kB`).join(", ") || "no table"}; memory of all processes ${before.memory.toFixed(0)} to ${after.memory.toFixed(0)} MB; ${after.connections} processes of PostgreSQL`,
  );
}

/** The table of each kind of row, and those with a row for each of its rows. */
const rowKinds = {
  "a user": ["users", "user_search_texts"],
  "a session": ["sessions", "refresh_tokens"],
  "an event": ["audit_events"],
} as const;

/** What one row of each kind takes on disk, indexes included. */
async function printRowSizes({ database }: Cluster, { tables }: Sizes): Promise<void> {
  const sizes = [];
  for (const [kind, names] of Object.entries(rowKinds)) {
    const { rows } = await database.query<{ total: string }>(`SELECT count(*) AS total FROM ${names[0]}`);
    const bytes = names.reduce((sum, name) => sum + (tables.get(name) ?? 0), 0);
    sizes.push(`${kind} ${(bytes / Number(rows[0]?.total)).toFixed(0)} bytes`);
  }
  const all = [...tables.values()].reduce((sum, bytes) => sum + bytes, 0);
  console.log(`  Stored: ${(all / KILOBYTE ** 2).toFixed(0)} MB; ${sizes.join(", ")}`);
}

function printOutcomes(title: string, outcomes: ReadonlyMap<string, Outcome>, seconds: number): void {
  console.log(`  ${title}:`);
  for (const [name, { milliseconds, refused, errors }] of outcomes)
    console.log(
      `    ${name}: ${(milliseconds.length / seconds).toFixed(0)}/s, median ${median(milliseconds).toFixed(1)} ms, p99 ${p99(milliseconds).toFixed(0)} ms, ${refused} told to come later${[...errors].map(([words, count]) => `, ${count} x ${words}`).join("")}`,
    );
}

function p99(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * 0.99)] ?? NaN;
}

/** All but refused log-ins. */
function rowOfErrors(what: string, outcomes: ReadonlyMap<string, Outcome>): Row {
  const kinds = [...outcomes].map(([name, { refused, errors }]) => {
    const wrong = [...errors.values()].reduce((sum, count) => sum + count, 0);
    return { name, wrong: wrong + (name.startsWith("log-in") ? 0 : refused) };
  });
  const total = [...outcomes.values()].reduce((sum, { milliseconds }) => sum + milliseconds.length, 0);
  return {
    what,
    value: kinds.reduce((sum, { wrong }) => sum + wrong, 0),
    target: "<= 0",
    unit: "errors",
    detail: `${total.toLocaleString("en-GB")} replies`,
  };
}
