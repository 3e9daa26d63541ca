import path from "node:path";
import { gzipSync } from "node:zlib";
import { buildEmptyApp } from "./empty-app.mjs";
import { median, residentMegabytes, serve } from "./processes.mjs";

const STARTS = 3;
// V8 releases the memory of the start only after some idle time.
const IDLE_SECONDS = 20;

/** @typedef {{ command: string[], cwd: string, env: Record<string, string>, readyPath: string }} Started */

/**
 * What Next alone would take: start, memory and the JavaScript of the first page, compared with an app of one empty page in the
 * same run.
 *
 * @param {{ root: string, temporaryFolder: string }} options
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function benchAgainstEmptyApp({ root, temporaryFolder }) {
  const { folder, command } = buildEmptyApp({ root, temporaryFolder });
  const peer = { command, cwd: folder, env: { MALLOC_ARENA_MAX: "1", NODE_ENV: "production" }, readyPath: "/" };
  const ours = {
    command: [process.execPath, path.join(root, "build", "server.mjs")],
    cwd: root,
    env: { MALLOC_ARENA_MAX: "1", DATA_DIR: path.join(temporaryFolder, "start-data") },
  };
  const targets = {
    peer,
    api: { ...ours, readyPath: "/api/v1/generate-password?length=16" },
    page: { ...ours, readyPath: "/" },
  };
  const serveOne = (/** @type {Started} */ started) =>
    serve({ ...started, logFile: path.join(temporaryFolder, "empty-app.log") });
  // The first start creates the database.
  await (await serveOne(targets.api)).stop();

  /** @type {Record<keyof typeof targets, number[]>} */
  const seconds = { peer: [], api: [], page: [] };
  for (let round = 0; round < STARTS; round += 1) {
    for (const name of /** @type {(keyof typeof targets)[]} */ (Object.keys(targets))) {
      const server = await serveOne(targets[name]);
      seconds[name].push(server.readyAfterSeconds);
      await server.stop();
    }
  }
  const empty = await inspectIdle(await serveOne(targets.peer));
  const own = await inspectIdle(await serveOne(targets.page));
  const start = (/** @type {keyof typeof targets} */ name) => median(seconds[name]);
  const detailOfStart = `${STARTS} starts each in turns; the empty app ${start("peer").toFixed(2)} s`;
  return [
    {
      what: "warm start to the first API answer / `next start` of an empty app to its page",
      value: start("api") / start("peer"),
      target: "<= 1.5",
      unit: "x",
      detail: `${start("api").toFixed(2)} s; ${detailOfStart}`,
    },
    {
      what: "warm start to the first page / the same",
      value: start("page") / start("peer"),
      target: "<= 2",
      unit: "x",
      detail: `${start("page").toFixed(2)} s`,
    },
    {
      what: "resident memory when idle / the same",
      value: own.megabytes / empty.megabytes,
      target: "<= 1.1",
      unit: "x",
      detail: `${own.megabytes.toFixed(0)} MB / ${empty.megabytes.toFixed(0)} MB, ${IDLE_SECONDS} s after the first page`,
    },
    {
      what: "first-load JavaScript of / against an empty page of the same Next",
      value: own.kilobytes / empty.kilobytes,
      target: "<= 1.15",
      unit: "x",
      detail: `${own.kilobytes.toFixed(1)} kB gzip in ${own.files} files / ${empty.kilobytes.toFixed(1)} kB`,
    },
  ];
}

/**
 * Memory and scripts of a server after some idle time; stops it.
 *
 * @param {import("./processes.mjs").Served} server
 */
async function inspectIdle(server) {
  try {
    await new Promise((resolve) => setTimeout(resolve, IDLE_SECONDS * 1000));
    const megabytes = residentMegabytes(server.pid);
    return { megabytes, ...(await firstLoad(server.origin)) };
  } finally {
    await server.stop();
  }
}

/**
 * The gzipped JavaScript that a page loads first, counted from the page itself.
 *
 * @param {string} origin
 */
async function firstLoad(origin) {
  const page = await (await fetch(origin)).text();
  // A browser that supports modules skips the polyfills (noModule).
  const tags = [...page.matchAll(/<script[^>]*\ssrc="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag));
  const urls = [...new Set(tags.map(([, source]) => source))];
  const sizes = await Promise.all(
    urls.map(async (url) => gzipSync(Buffer.from(await (await fetch(origin + url)).arrayBuffer())).length),
  );
  return { kilobytes: sizes.reduce((sum, size) => sum + size, 0) / 1000, files: urls.length };
}
