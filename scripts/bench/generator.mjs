import { spawnSync } from "node:child_process";
import path from "node:path";
import { load, medianLoad, serve } from "./processes.mjs";

const ROUNDS = 3;
const SECONDS = 5;
const QUERY = "?length=16";

/**
 * The generator compared with the tutorial and with plain node:http in the same run.
 *
 * @param {{ root: string, temporaryFolder: string, fastApi: boolean }} options
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function benchGenerator({ root, temporaryFolder, fastApi }) {
  const peers = path.join(root, "scripts", "bench", "peers");
  const logFile = (/** @type {string} */ name) => path.join(temporaryFolder, `${name}.log`);
  const servers = {
    latchkey: await serve({
      command: [process.execPath, path.join(root, "build", "server.mjs")],
      cwd: root,
      env: { MALLOC_ARENA_MAX: "1", DATA_DIR: path.join(temporaryFolder, "data") },
      readyPath: "/",
      logFile: logFile("latchkey"),
    }),
    bare: await serve({
      command: [process.execPath, path.join(peers, "bare-node.mjs")],
      cwd: peers,
      env: {},
      readyPath: "/",
      logFile: logFile("bare"),
    }),
    ...(fastApi && {
      fastApi: await serve({
        command: ["uvicorn", "generator:app", "--port", "{port}"],
        cwd: peers,
        env: { PYTHONDONTWRITEBYTECODE: "1" },
        readyPath: "/generate-password",
        logFile: logFile("fastapi"),
      }),
    }),
  };
  try {
    const targets = {
      canonical: { server: servers.latchkey, path: `/api/v1/generate-password${QUERY}` },
      alias: { server: servers.latchkey, path: `/generate-password${QUERY}` },
      bare: { server: servers.bare, path: "/" },
      ...(servers.fastApi && { fastApi: { server: servers.fastApi, path: `/generate-password${QUERY}` } }),
    };
    const results = await measureInTurns(targets);
    const rate = (/** @type {string} */ name) => results[name]?.rate ?? NaN;
    const detail = (/** @type {string} */ name) =>
      `${Math.round(rate(name))} req/s, p99 ${results[name]?.p99Milliseconds.toFixed(1)} ms, ${results[name]?.cpuMicroseconds.toFixed(1)} µs of processor time each`;
    return [
      ...(servers.fastApi
        ? [
            {
              what: "generate-password, canonical / FastAPI tutorial",
              value: rate("canonical") / rate("fastApi"),
              target: ">= 5",
              unit: "x",
              detail: `${detail("canonical")} / ${detail("fastApi")}`,
            },
            {
              what: "generate-password, tutorial's path / FastAPI tutorial",
              value: rate("alias") / rate("fastApi"),
              target: ">= 5",
              unit: "x",
              detail: detail("alias"),
            },
          ]
        : []),
      {
        what: "generate-password / bare node:http",
        value: rate("canonical") / rate("bare"),
        target: ">= 0.65",
        unit: "x",
        detail: detail("bare"),
      },
      {
        what: "`npm start` with nothing to do, beyond the server's own start",
        value: startOverhead(root),
        target: "<= 0.3",
        unit: "s",
        detail: "checks of packages, client and build",
      },
    ];
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  }
}

/**
 * Measures the targets in turns, so that other load on the machine affects all of them.
 *
 * @param {Record<string, { server: import("./processes.mjs").Served, path: string }>} targets
 * @returns {Promise<Record<string, import("./processes.mjs").Load>>}
 */
async function measureInTurns(targets) {
  for (const { server, path } of Object.values(targets)) await load(server.origin + path, 2, server);
  /** @type {Record<string, import("./processes.mjs").Load[]>} */
  const rounds = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, { server, path }] of Object.entries(targets))
      (rounds[name] ??= []).push(await load(server.origin + path, SECONDS, server));
  }
  return Object.fromEntries(Object.entries(rounds).map(([name, runs]) => [name, medianLoad(runs)]));
}

/** @param {string} root */
function startOverhead(root) {
  const startedAt = performance.now();
  spawnSync(process.execPath, [path.join(root, "scripts", "install.mjs")], { cwd: root });
  return (performance.now() - startedAt) / 1000;
}
