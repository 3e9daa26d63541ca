import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { PASSWORD, post, register } from "./accounts.mjs";
import { serve } from "./processes.mjs";
import { compareMeans } from "./welch.mjs";

const ATTEMPTS = 300;

/**
 * Requests about an address whose response time must not reveal whether it has an account.
 *
 * @typedef {{ what: string, path: string, status: number, attemptsPerName: number, body: (email: string) => object }} Question
 * @type {Question[]}
 */
const questions = [
  {
    what: "refused log-in at bcrypt 10, wrong password against unknown account",
    path: "/api/v1/users/login",
    status: 401,
    // After 50 failures in an hour an account is blocked for unknown browsers, without a hash.
    attemptsPerName: 30,
    body: (email) => ({ email, password: `${PASSWORD}!` }),
  },
  {
    what: "asking for a reset link, known against unknown address",
    path: "/api/v1/users/request-password-reset",
    status: 202,
    // A fourth mail within the hour isn't sent, and costs nothing for either kind.
    attemptsPerName: 3,
    body: (email) => ({ email }),
  },
];

const P_MIN = 0.01;
const DIFFERENCE_MAX_MS = 5;

/**
 * Whether the response time reveals if an account exists. Uses the lowest configurable hash cost, where other work is
 * most visible.
 *
 * @param {{ root: string, temporaryFolder: string }} options
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function benchAccountsTiming({ root, temporaryFolder }) {
  const server = await serve({
    command: [process.execPath, path.join(root, "build", "server.mjs")],
    cwd: root,
    env: {
      MALLOC_ARENA_MAX: "1",
      DATA_DIR: path.join(temporaryFolder, "accounts-timing"),
      TRUSTED_PROXIES: "127.0.0.1",
      BCRYPT_COST: "10",
    },
    readyPath: "/api/health/ready",
    logFile: path.join(temporaryFolder, "accounts-timing.log"),
    core: null,
  });
  try {
    const namesMax = Math.max(...questions.map(namesFor));
    for (let name = 0; name < namesMax; name += 1) await register(server.origin, emailOf("known", name));
    /** @type {import("./table.mjs").Row[]} */
    const rows = [];
    for (const question of questions) rows.push(compare(question, await timeAnswers(server.origin, question)));
    return rows;
  } finally {
    await server.stop();
  }
}

/** @typedef {"known" | "unknown"} Kind */

/** @type {Kind[]} */
const kinds = ["known", "unknown"];

/** @param {Question} question */
function namesFor({ attemptsPerName }) {
  return ATTEMPTS / attemptsPerName;
}

/**
 * @param {Question} question
 * @param {Record<Kind, number[]>} milliseconds
 * @returns {import("./table.mjs").Row}
 */
function compare({ what }, { known, unknown }) {
  const { difference, p } = compareMeans(known, unknown);
  const value = Math.abs(difference);
  return {
    what: `${what}, ${ATTEMPTS} each`,
    value,
    unit: "ms apart",
    target: `< ${DIFFERENCE_MAX_MS}, or Welch's p > ${P_MIN}`,
    met: p > P_MIN || value < DIFFERENCE_MAX_MS,
    detail: `known - unknown ${difference.toFixed(3)} ms, Welch's p ${p.toPrecision(2)}`,
  };
}

/**
 * @param {string} origin
 * @param {Question} question
 */
async function timeAnswers(origin, question) {
  /** @type {Record<Kind, number[]>} */
  const milliseconds = { known: [], unknown: [] };
  // The first request of each kind includes lazy loading.
  for (const kind of kinds) await timeAnswer(origin, question, `warm-${emailOf(kind, 0)}`);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // One request of each kind in turn, alternating which is first, so that a slow minute affects both.
    for (const kind of attempt % 2 === 0 ? kinds : kinds.toReversed()) {
      milliseconds[kind].push(await timeAnswer(origin, question, emailOf(kind, attempt % namesFor(question))));
    }
  }
  return milliseconds;
}

/**
 * @param {string} origin
 * @param {Question} question
 * @param {string} email
 */
async function timeAnswer(origin, { path: address, status, body }, email) {
  // Deferred work of the previous attempt must not delay this one.
  await pause(40);
  const startedAt = performance.now();
  const reply = await post(origin + address, body(email));
  await reply.text();
  const milliseconds = performance.now() - startedAt;
  if (reply.status !== status) throw new Error(`${address} had to answer ${status}, and answered ${reply.status}.`);
  return milliseconds;
}

/**
 * @param {Kind} kind
 * @param {number} name
 */
function emailOf(kind, name) {
  // Both of the same length.
  return `${kind === "known" ? "somebody" : "whatever"}-${name}@example.org`;
}
