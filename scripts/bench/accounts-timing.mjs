import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { PASSWORD, post, register } from "./accounts.mjs";
import { serve } from "./processes.mjs";
import { compareMeans } from "./welch.mjs";

const ATTEMPTS = 300;
const ADMIN_EMAIL = "admin@example.org";

// Their passwords are unknown: only the cost matters here.
const imported = {
  "bcrypt 8": `$2b$08$${".".repeat(53)}`,
  "bcrypt 12": `$2b$12$${".".repeat(53)}`,
  "bcrypt 13": `$2b$13$${".".repeat(53)}`,
  "argon2id 64 MiB": `$argon2id$v=19$m=65536,t=3,p=4$${"A".repeat(22)}$${"A".repeat(43)}`,
};

/**
 * Requests about an address whose response time must not reveal whether it has an account. With `hash`, the known accounts
 * are imported.
 *
 * @typedef {{ what: string, path: string, status: number, attemptsPerName: number, attempts?: number, hash?: string, body: (email: string) => object }} Question
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
  // Last, because an imported hash changes the time of every refusal.
  ...Object.entries(imported).map(([cost, hash]) => ({
    what: `refused log-in at bcrypt 10, imported ${cost} against unknown account`,
    path: "/api/v1/users/login",
    status: 401,
    attemptsPerName: 30,
    attempts: 60,
    hash,
    body: (/** @type {string} */ email) => ({ email, password: `${PASSWORD}!` }),
  })),
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
      ADMIN_EMAIL,
      ADMIN_PASSWORD: PASSWORD,
    },
    readyPath: "/api/health/ready",
    logFile: path.join(temporaryFolder, "accounts-timing.log"),
    core: null,
  });
  try {
    const registered = Math.max(...questions.filter(({ hash }) => hash === undefined).map(namesFor));
    for (let name = 0; name < registered; name += 1) await register(server.origin, emailOf("known", name));
    /** @type {import("./table.mjs").Row[]} */
    const rows = [];
    for (const question of questions) {
      if (question.hash !== undefined) await importAccounts(server.origin, question);
      rows.push(compare(question, await timeAnswers(server.origin, question)));
    }
    return rows;
  } finally {
    await server.stop();
  }
}

/** @typedef {"known" | "unknown"} Kind */

/** @type {Kind[]} */
const kinds = ["known", "unknown"];

/** @param {Question} question */
function namesFor({ attemptsPerName, attempts = ATTEMPTS }) {
  return attempts / attemptsPerName;
}

/**
 * @param {string} origin
 * @param {Question} question
 */
async function importAccounts(origin, question) {
  const { access_token: token } = await (
    await post(`${origin}/api/v1/users/login`, { email: ADMIN_EMAIL, password: PASSWORD })
  ).json();
  const rows = Array.from({ length: namesFor(question) }, (_, name) => ({
    email: emailOf("known", name, question),
    password_hash: question.hash,
  }));
  const reply = await fetch(`${origin}/api/v1/users/import`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ rows }),
  });
  const report = await reply.json();
  if (report.created !== rows.length) throw new Error(`The import answered ${reply.status}: ${JSON.stringify(report)}`);
}

/**
 * @param {Question} question
 * @param {Record<Kind, number[]>} milliseconds
 * @returns {import("./table.mjs").Row}
 */
function compare({ what, attempts = ATTEMPTS }, { known, unknown }) {
  const { difference, p } = compareMeans(known, unknown);
  const value = Math.abs(difference);
  return {
    what: `${what}, ${attempts} each`,
    value,
    unit: "ms apart",
    target: `< ${DIFFERENCE_MAX_MS}, or Welch's p > ${P_MIN}`,
    met: p > P_MIN || value < DIFFERENCE_MAX_MS,
    detail: `known ${(known.reduce((sum, each) => sum + each, 0) / known.length).toFixed(0)} ms, known - unknown ${difference.toFixed(3)} ms, Welch's p ${p.toPrecision(2)}`,
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
  for (const kind of kinds) await timeAnswer(origin, question, `warm-${emailOf(kind, 0, question)}`);
  for (let attempt = 0; attempt < (question.attempts ?? ATTEMPTS); attempt += 1) {
    // One request of each kind in turn, alternating which is first, so that a slow minute affects both.
    for (const kind of attempt % 2 === 0 ? kinds : kinds.toReversed()) {
      milliseconds[kind].push(
        await timeAnswer(origin, question, emailOf(kind, attempt % namesFor(question), question)),
      );
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
 * @param {Pick<Question, "hash">} [question]
 */
function emailOf(kind, name, { hash } = {}) {
  const domain = hash === undefined ? "example.org" : `${Object.values(imported).indexOf(hash)}.example.org`;
  // Both of the same length.
  return `${kind === "known" ? "known" : "other"}-${name}@${domain}`;
}
