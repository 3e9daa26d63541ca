import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadWithToken, PASSWORD, register, tokenOf } from "./accounts.mjs";
import { serve } from "./processes.mjs";
import { npmCommand } from "../lib/install.mjs";
import { run } from "../lib/run.mjs";

const BETTER_AUTH = "better-auth@1.7.25";
const EMAIL = "bench@example.org";

/**
 * The user by token compared with Better Auth: both read the live session of SQLite at each request. Better Auth is installed
 * for this alone, in the temporary folder; without a package registry there are no rows.
 *
 * @param {{ root: string, temporaryFolder: string }} options
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function benchBetterAuth({ root, temporaryFolder }) {
  const peerFolder = path.join(temporaryFolder, "better-auth");
  if (!(await installBetterAuth(peerFolder))) {
    console.log(`skipped: ${BETTER_AUTH} can't be installed.`);
    return [];
  }
  copyFileSync(path.join(root, "scripts", "bench", "peers", "better-auth.js"), path.join(peerFolder, "server.mjs"));
  const ours = await serve({
    command: [process.execPath, path.join(root, "build", "server.mjs")],
    cwd: root,
    env: { DATA_DIR: path.join(temporaryFolder, "beside-better-auth") },
    readyPath: "/api/health/ready",
    logFile: path.join(temporaryFolder, "beside-better-auth.log"),
  });
  try {
    const theirs = await serve({
      command: [process.execPath, path.join(peerFolder, "server.mjs")],
      cwd: peerFolder,
      env: {
        NODE_ENV: "production",
        DATABASE_FILE: path.join(peerFolder, "users.db"),
        DRIVER_FROM: path.join(root, "package.json"),
      },
      readyPath: "/api/auth/ok",
      logFile: path.join(temporaryFolder, "better-auth.log"),
    });
    try {
      await register(ours.origin);
      const me = await loadWithToken(`${ours.origin}/api/v1/users/me`, {
        pid: ours.pid,
        token: await tokenOf(ours.origin),
      });
      const session = await loadWithToken(`${theirs.origin}/api/auth/get-session`, {
        pid: theirs.pid,
        token: await signUpAtBetterAuth(theirs.origin),
      });
      return [
        {
          what: "users/me by token / Better Auth's session by token",
          value: me.rate / session.rate,
          target: ">= 10",
          unit: "x",
          detail: `${Math.round(me.rate)} / ${Math.round(session.rate)} req/s; ${me.cpuMicroseconds.toFixed(0)} / ${session.cpuMicroseconds.toFixed(0)} µs of processor time each`,
        },
      ];
    } finally {
      await theirs.stop();
    }
  } finally {
    await ours.stop();
  }
}

/** @param {string} folder */
async function installBetterAuth(folder) {
  mkdirSync(folder);
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const [command, args] = npmCommand();
  const install = [...args, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact", BETTER_AUTH];
  return (await run(command, install, { cwd: folder, output: "hidden" })) === 0;
}

/**
 * Returns the token of a new session.
 *
 * @param {string} origin
 */
async function signUpAtBetterAuth(origin) {
  const reply = await fetch(`${origin}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ name: "Bench", email: EMAIL, password: PASSWORD }),
  });
  if (!reply.ok) throw new Error(`Better Auth answered ${reply.status}: ${await reply.text()}`);
  const token = reply.headers.get("set-auth-token");
  if (token === null) throw new Error("Better Auth gave no token.");
  return token;
}
