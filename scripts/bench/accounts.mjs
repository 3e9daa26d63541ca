import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { load, median, medianLoad, serve } from "./processes.mjs";

const LOG_IN_SECONDS = 15;
const ME_ROUNDS = 3;
const ME_SECONDS = 5;
export const PASSWORD = "violet-anchor-73-meadow";

/**
 * Log-ins compared with the hash rate and with the tutorial, the profile by token, and the generator's stalls
 * meanwhile. Rate limits stay on: the clients come from many networks, which a trusted proxy reports.
 *
 * @param {{ root: string, temporaryFolder: string, fastApi: boolean }} options
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function benchAccounts({ root, temporaryFolder, fastApi }) {
  const peers = path.join(root, "scripts", "bench", "peers");
  const ours = await serve({
    command: [process.execPath, path.join(root, "build", "server.mjs")],
    cwd: root,
    env: {
      MALLOC_ARENA_MAX: "1",
      DATA_DIR: path.join(temporaryFolder, "accounts"),
      TRUSTED_PROXIES: "127.0.0.1",
      MAX_SESSIONS_PER_USER: "10000",
    },
    readyPath: "/api/health/ready",
    logFile: path.join(temporaryFolder, "accounts.log"),
    core: null,
  });
  const theirs = fastApi
    ? await serve({
        command: ["uvicorn", "accounts:app", "--port", "{port}"],
        cwd: peers,
        env: { PYTHONDONTWRITEBYTECODE: "1", DATABASE_URL: `sqlite:///${path.join(temporaryFolder, "peer.db")}` },
        readyPath: "/openapi.json",
        logFile: path.join(temporaryFolder, "accounts-peer.log"),
        core: null,
      })
    : null;
  try {
    await register(ours.origin);
    const hashMilliseconds = await oneLogIn(ours.origin);
    const limit = (1000 / hashMilliseconds) * 2;
    const { rate, refused } = await logInRate(ours.origin, 8);
    const quiet = await load(`${ours.origin}/generate-password?length=16`, ME_SECONDS, ours);
    const busy = await whileLoggingIn(ours.origin, 64, () =>
      load(`${ours.origin}/generate-password?length=16`, ME_SECONDS, ours),
    );
    const stall = await whileLoggingIn(ours.origin, 64, () => longestStall(ours.origin));
    const crowd = await whileLoggingIn(ours.origin, 500, async (refusals) => ({
      generator: await load(`${ours.origin}/generate-password?length=16`, ME_SECONDS, ours, 4),
      refusals,
    }));
    const token = await tokenOf(ours.origin);
    const me = await loadWithToken(`${ours.origin}/api/v1/users/me`, { pid: ours.pid, token });
    /** @type {import("./table.mjs").Row[]} */
    const rows = [
      {
        what: "log-ins, 8 at once, both cores, bcrypt 12 / what the hash allows",
        value: rate / limit,
        target: ">= 0.9",
        unit: "x",
        detail: `${rate.toFixed(1)}/s of ${limit.toFixed(1)}/s (one takes ${hashMilliseconds.toFixed(0)} ms alone), ${refused} refused`,
      },
      {
        what: "generator's p99 while 64 log-ins are in flight / without",
        value: busy.p99Milliseconds / quiet.p99Milliseconds,
        target: "<= 5",
        unit: "x",
        detail: `${busy.p99Milliseconds.toFixed(1)} ms / ${quiet.p99Milliseconds.toFixed(1)} ms`,
      },
      {
        what: "longest wait of a lone request meanwhile (event loop and scheduler together)",
        value: stall,
        target: "<= 50",
        unit: "ms",
        detail: "one request every 5 ms",
      },
      {
        what: "generator's p99 while 500 log-ins are in flight",
        // Without a reply there is no percentile.
        value: crowd.generator.rate > 0 ? crowd.generator.p99Milliseconds : Infinity,
        target: "<= 100",
        unit: "ms",
        detail: `${Math.round(crowd.generator.rate)} req/s by 4 connections`,
      },
      {
        what: "longest wait for the refusal of a log-in meanwhile",
        value: Math.max(...crowd.refusals),
        target: "<= 1000",
        unit: "ms",
        detail: `${crowd.refusals.length} refused with 503 and Retry-After`,
      },
    ];
    if (theirs !== null) {
      await register(theirs.origin);
      const peer = await logInRate(theirs.origin, 8);
      const peerMe = await loadWithToken(`${theirs.origin}/api/v1/users/me`, {
        pid: theirs.pid,
        token: await tokenOf(theirs.origin),
      });
      rows.push(
        {
          what: "log-ins, 8 at once / FastAPI tutorial",
          value: rate / peer.rate,
          target: ">= 1",
          unit: "x",
          detail: `${rate.toFixed(1)}/s / ${peer.rate.toFixed(1)}/s`,
        },
        {
          what: "users/me by token, against the live session row / FastAPI tutorial",
          value: me.rate / peerMe.rate,
          target: ">= 15",
          unit: "x",
          detail: `${Math.round(me.rate)} / ${Math.round(peerMe.rate)} req/s; ${me.cpuMicroseconds.toFixed(0)} / ${peerMe.cpuMicroseconds.toFixed(0)} µs of processor time each`,
        },
      );
    }
    return rows;
  } finally {
    await Promise.all([ours.stop(), theirs?.stop()]);
  }
}

/**
 * @param {string} origin
 * @param {string} [email]
 */
export async function register(origin, email = "bench@example.org") {
  const reply = await post(`${origin}/api/v1/users/register`, { email, password: PASSWORD });
  if (reply.status !== 201) throw new Error(`Sign-up answered ${reply.status}: ${await reply.text()}`);
}

/**
 * @param {string} url
 * @param {object} body
 */
export function post(url, body) {
  // A new network for each request, because limits are counted by network.
  const network = Array.from(
    { length: 3 },
    () => 1 + (Math.floor(performance.now() * 997 * (1 + sequence++)) % 250),
  ).join(".");
  return fetch(url, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", "x-forwarded-for": `10.${network}` },
  });
}

let sequence = 0;

/** @param {string} origin */
function logIn(origin) {
  return post(`${origin}/api/v1/users/login`, { email: "bench@example.org", password: PASSWORD });
}

/** @param {string} origin */
export async function tokenOf(origin) {
  const { access_token } = await (await logIn(origin)).json();
  return String(access_token);
}

/** @param {string} origin */
async function oneLogIn(origin) {
  /** @type {number[]} */
  const milliseconds = [];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const startedAt = performance.now();
    await (await logIn(origin)).text();
    milliseconds.push(performance.now() - startedAt);
  }
  return median(milliseconds);
}

/**
 * @param {string} origin
 * @param {number} atOnce
 */
async function logInRate(origin, atOnce) {
  let done = 0;
  let refused = 0;
  const startedAt = performance.now();
  const end = startedAt + LOG_IN_SECONDS * 1000;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < end) {
        const reply = await logIn(origin);
        await reply.text();
        if (reply.ok) done += 1;
        else refused += 1;
      }
    }),
  );
  return { rate: done / ((performance.now() - startedAt) / 1000), refused };
}

/**
 * @template Result
 * @param {string} origin
 * @param {number} atOnce
 * @param {(refusals: number[]) => Promise<Result>} work given the milliseconds of each refusal so far
 * @returns {Promise<Result>}
 */
async function whileLoggingIn(origin, atOnce, work) {
  let going = true;
  /** @type {number[]} */
  const refusals = [];
  const clients = Array.from({ length: atOnce }, async () => {
    while (going) {
      const startedAt = performance.now();
      const reply = await logIn(origin);
      await reply.text();
      if (reply.status !== 503) continue;
      refusals.push(performance.now() - startedAt);
      // A client waits when it is told to try again later; no longer here, so that the crowd stays.
      await pause(200);
    }
  });
  await pause(1000);
  try {
    return await work(refusals);
  } finally {
    going = false;
    await Promise.all(clients);
  }
}

/** @param {string} origin */
async function longestStall(origin) {
  let longest = 0;
  const end = performance.now() + 5000;
  while (performance.now() < end) {
    const startedAt = performance.now();
    await (await fetch(`${origin}/api/health/live`)).text();
    longest = Math.max(longest, performance.now() - startedAt);
    await pause(5);
  }
  return longest;
}

/**
 * @param {string} url
 * @param {{ pid: number, token: string }} server
 */
export async function loadWithToken(url, server) {
  await load(url, 2, server);
  /** @type {import("./processes.mjs").Load[]} */
  const rounds = [];
  for (let round = 0; round < ME_ROUNDS; round += 1) rounds.push(await load(url, ME_SECONDS, server));
  return medianLoad(rounds);
}
