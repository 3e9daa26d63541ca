import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { PASSWORD, post, register } from "./accounts.mjs";
import { serve } from "./processes.mjs";
import { compareMeans } from "./welch.mjs";

const ATTEMPTS = 300;
// From everywhere an account may fail 50 times in an hour before it answers strangers without hashing.
const ATTEMPTS_PER_NAME = 30;
const NAMES = ATTEMPTS / ATTEMPTS_PER_NAME;

const P_MIN = 0.01;
const DIFFERENCE_MAX_MS = 5;

/**
 * Whether the time of a refused log-in tells if the account exists. At the lowest cost that may be set, where whatever a log-in does
 * beside hashing shows most.
 *
 * @param {{ root: string, temporaryFolder: string }} options
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function benchAccountsTiming({ root, temporaryFolder }) {
  const server = await serve({
    command: [process.execPath, path.join(root, "build", "server.mjs")],
    cwd: root,
    env: { MALLOC_ARENA_MAX: "1", DATA_DIR: path.join(temporaryFolder, "accounts-timing"), TRUSTED_PROXIES: "127.0.0.1", BCRYPT_COST: "10" },
    readyPath: "/api/health/ready",
    logFile: path.join(temporaryFolder, "accounts-timing.log"),
    core: null,
  });
  try {
    for (let name = 0; name < NAMES; name += 1) await register(server.origin, emailOf("known", name));
    const { known, unknown } = await timeRefusals(server.origin);
    const { difference, p } = compareMeans(known, unknown);
    const value = Math.abs(difference);
    return [
      {
        what: `refused log-in at bcrypt 10, wrong password against unknown account, ${ATTEMPTS} each`,
        value,
        unit: "ms apart",
        target: `< ${DIFFERENCE_MAX_MS}, or Welch's p > ${P_MIN}`,
        met: p > P_MIN || value < DIFFERENCE_MAX_MS,
        detail: `known - unknown ${difference.toFixed(3)} ms, Welch's p ${p.toPrecision(2)}`,
      },
    ];
  } finally {
    await server.stop();
  }
}

/** @param {string} origin */
async function timeRefusals(origin) {
  /** @type {{ known: number[], unknown: number[] }} */
  const milliseconds = { known: [], unknown: [] };
  for (const kind of kinds) await timeRefusal(origin, kind, 0);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // One of each in turn, and each of them first in every other turn: a slower minute concerns both.
    for (const kind of attempt % 2 === 0 ? kinds : kinds.toReversed()) {
      milliseconds[kind].push(await timeRefusal(origin, kind, attempt % NAMES));
    }
  }
  return milliseconds;
}

/** @typedef {"known" | "unknown"} Kind */

/** @type {Kind[]} */
const kinds = ["known", "unknown"];

/**
 * @param {string} origin
 * @param {Kind} kind
 * @param {number} name
 */
async function timeRefusal(origin, kind, name) {
  // What the attempt before left to be written after its reply must not be waited for here.
  await pause(5);
  const startedAt = performance.now();
  const reply = await post(`${origin}/api/v1/users/login`, { email: emailOf(kind, name), password: `${PASSWORD}!` });
  await reply.text();
  const milliseconds = performance.now() - startedAt;
  if (reply.status !== 401) throw new Error(`A log-in that had to be refused answered ${reply.status}.`);
  return milliseconds;
}

/**
 * @param {Kind} kind
 * @param {number} name
 */
function emailOf(kind, name) {
  // Of one length.
  return `${kind === "known" ? "somebody" : "whatever"}-${name}@example.org`;
}
