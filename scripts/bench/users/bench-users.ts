import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseConfig } from "@/lib/config";
import { createRuntime } from "@/lib/create-runtime";
import type { Runtime } from "@/lib/runtime";
import type { ServiceContext } from "@/lib/services/context";
import { listUsers } from "@/lib/services/users/list-users";
import { startEmbeddedPostgres } from "@/lib/testing/embedded-postgres";
import { serverContext } from "@/lib/web/server-context";
import { median } from "../processes.mjs";
import type { Row } from "../table.mjs";
import { fillUsers } from "./fill-users";
import { typicalRequests } from "./typical-requests";

const FEW = 1_000;
const MANY = 1_000_000;
const ROUNDS = 5;

/**
 * Compares the administrators' list of a million users with the list of a thousand, through the service, on both
 * databases.
 */
export async function benchUsers({ temporaryFolder }: { temporaryFolder: string }): Promise<Row[]> {
  const sqlite = (total: number): string => `file:${path.join(temporaryFolder, `users-${total}.db`)}`;
  const rows = await benchOn("SQLite", sqlite, temporaryFolder);
  const postgres = await startEmbeddedPostgres();
  try {
    // Two empty databases that each PostgreSQL server has.
    const onServer = (total: number): string => postgres.url(total === MANY ? "postgres" : "template1");
    return [...rows, ...(await benchOn("PostgreSQL", onServer, temporaryFolder))];
  } finally {
    await postgres.stop();
  }
}

async function benchOn(name: string, urlOf: (total: number) => string, temporaryFolder: string): Promise<Row[]> {
  const now = new Date();
  const few = await openFilled(urlOf(FEW), FEW, now, path.join(temporaryFolder, `${name}-few`));
  const many = await openFilled(urlOf(MANY), MANY, now, path.join(temporaryFolder, `${name}-many`));
  try {
    const times = [];
    for (const [what, input] of typicalRequests(now)) {
      const taken: { few: number[]; many: number[] } = { few: [], many: [] };
      // In turns, so that a slow minute affects both; the first round warms up.
      for (let round = 0; round <= ROUNDS; round += 1) {
        const [ofFew, ofMany] = [
          await millisecondsOf(() => listUsers(few.context, input)),
          await millisecondsOf(() => listUsers(many.context, input)),
        ];
        if (round > 0) taken.few.push(ofFew);
        if (round > 0) taken.many.push(ofMany);
      }
      times.push({ what, few: median(taken.few), many: median(taken.many) });
    }
    return toRows(name, times);
  } finally {
    await few.runtime.close();
    await many.runtime.close();
  }
}

type Time = { what: string; few: number; many: number };

function toRows(name: string, times: readonly Time[]): Row[] {
  const slowest = times.toSorted((one, other) => other.many - one.many);
  for (const { what, few, many } of slowest)
    console.log(`  ${name}: ${many.toFixed(1)} ms / ${few.toFixed(1)} ms  ${what}`);
  const [worst] = slowest;
  const all = { few: median(times.map(({ few }) => few)), many: median(times.map(({ many }) => many)) };
  return [
    {
      what: `user list with ${inWords(MANY)} users / with ${inWords(FEW)}, ${name}, median of ${times.length} requests`,
      value: all.many / all.few,
      unit: "x",
      target: "<= 2",
      detail: `${all.many.toFixed(1)} ms / ${all.few.toFixed(1)} ms`,
    },
    {
      what: `slowest of them with ${inWords(MANY)} users, ${name}`,
      value: worst?.many ?? 0,
      unit: "ms",
      target: "<= 100",
      detail: `${worst?.what}: ${((worst?.many ?? 0) / (worst?.few ?? 1)).toFixed(0)} x the ${worst?.few.toFixed(1)} ms of ${inWords(FEW)}`,
    },
  ];
}

async function openFilled(
  databaseUrl: string,
  total: number,
  now: Date,
  dataDirectory: string,
): Promise<{ runtime: Runtime; context: ServiceContext }> {
  mkdirSync(dataDirectory, { recursive: true });
  const config = parseConfig(
    { DATA_DIR: dataDirectory, DATABASE_URL: databaseUrl, LOG_LEVEL: "silent", SITE_RULES: "off" },
    process.cwd(),
  );
  // Opens it once, which creates the tables.
  await (await createRuntime(config)).close();
  const startedAt = performance.now();
  await fillUsers(config.database, total, now);
  console.log(`made ${inWords(total)} users in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  const runtime = await createRuntime(config);
  return { runtime, context: { ...serverContext(runtime), actor: await anAdministrator(runtime) } };
}

async function anAdministrator({ database }: Runtime): Promise<ServiceContext["actor"]> {
  const profile = await database.reader.user.findFirstOrThrow({ where: { role: "admin" } });
  const now = new Date();
  return {
    kind: "user",
    userId: profile.id,
    role: "admin",
    sessionId: "bench",
    sessionKind: "api",
    profile: { ...profile, role: "admin", status: "active" },
    authenticatedAt: now,
    secondFactorAt: now,
    mustChangePassword: false,
    mustSetUpTwoFactor: false,
  };
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function inWords(count: number): string {
  return count.toLocaleString("en-GB");
}
