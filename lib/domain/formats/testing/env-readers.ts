import { execFile, execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parseEnv, promisify } from "node:util";
import { parse as parseDotenv } from "dotenv";

export type EnvValues = Readonly<Record<string, string | undefined>>;

/** Reads the text of an env file; `folder` is for files. */
export type EnvReader = { read: (text: string, folder: string) => EnvValues | Promise<EnvValues>; isHere: boolean };

const SYSTEMD = "/usr/lib/systemd/user-environment-generators/30-systemd-environment-d-generator";

/** The programs themselves; one that a machine lacks can't be tested there. */
export const realReaders = {
  sh: { isHere: true, read: readWithShell },
  "npm dotenv": { isHere: true, read: (text) => parseDotenv(text) },
  "node --env-file": { isHere: true, read: readWithNode },
  "Node's parseEnv": { isHere: true, read: (text) => parseEnv(text) },
  "python-dotenv": { isHere: runs("python3", ["-c", "from dotenv import dotenv_values"]), read: readWithPython },
  docker: { isHere: runs("docker", ["--version"]), read: readWithDocker },
  systemd: { isHere: existsSync(SYSTEMD), read: readWithSystemd },
} as const satisfies Record<string, EnvReader>;

function runs(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: "ignore" }).status === 0;
}

function readWithShell(text: string, folder: string): EnvValues {
  writeFileSync(join(folder, "sh.env"), text);
  return fromNulls(execFileSync("sh", ["-c", "set -a; . ./sh.env; exec env -0"], { cwd: folder, env: path() }));
}

function readWithNode(text: string, folder: string): EnvValues {
  const file = join(folder, "node.env");
  writeFileSync(file, text);
  const args = [`--env-file=${file}`, "-p", "JSON.stringify(process.env)"];
  return JSON.parse(execFileSync(process.execPath, args, { env: path() }).toString());
}

function readWithPython(text: string, folder: string): EnvValues {
  writeFileSync(join(folder, "python.env"), text);
  const script = "import json; from dotenv import dotenv_values; print(json.dumps(dotenv_values('python.env')))";
  return JSON.parse(execFileSync("python3", ["-c", script], { cwd: folder, env: path() }).toString());
}

/** Docker's client reads the file and sends the variables to its daemon, which is a server of ours here. */
async function readWithDocker(text: string, folder: string): Promise<EnvValues> {
  const file = join(folder, "docker.env");
  writeFileSync(file, text);
  let sent: string[] = [];
  const daemon = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const isCreation = request.url?.includes("/containers/create") === true;
    if (isCreation) sent = JSON.parse(Buffer.concat(chunks).toString()).Env;
    response.writeHead(isCreation ? 201 : 200, { "api-version": "1.41", "content-type": "application/json" });
    response.end(isCreation ? '{"Id":"made","Warnings":[]}' : "{}");
  });
  await new Promise<void>((done) => daemon.listen(0, "127.0.0.1", done));
  try {
    const host = `tcp://127.0.0.1:${(daemon.address() as AddressInfo).port}`;
    const env = { ...path(), DOCKER_HOST: host, HOME: folder };
    await promisify(execFile)("docker", ["create", "--env-file", file, "example"], { env });
  } finally {
    daemon.close();
  }
  return fromLines(sent);
}

/** systemd's parser of such files, in the program for `environment.d`; it writes lines for a shell, and expands dollar signs. */
function readWithSystemd(text: string, folder: string): EnvValues {
  mkdirSync(join(folder, "environment.d"), { recursive: true });
  writeFileSync(join(folder, "environment.d", "test.conf"), text);
  const lines = execFileSync(SYSTEMD, { env: { ...path(), XDG_CONFIG_HOME: folder } }).toString();
  return readWithShell(lines, folder);
}

function path(): NodeJS.ProcessEnv {
  return { NODE_ENV: "test", PATH: process.env["PATH"] ?? "" };
}

function fromNulls(output: Buffer): EnvValues {
  return fromLines(output.toString().split("\0"));
}

function fromLines(lines: readonly string[]): EnvValues {
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}

/** The documented grammars of readers that a test machine may lack, or that only expand where the documents say they don't. */
export const documentedReaders = {
  /** `docker run --env-file`: each line is a name, an equals sign and the value as it is; no quotes, no escapes. */
  docker: (text: string): EnvValues =>
    fromLines(text.split("\n").filter((line) => line.trim() !== "" && !line.trimStart().startsWith("#"))),
  /** Compose's "env file syntax": single-quoted text is literal, up to a quote that no backslash escapes. */
  compose: (text: string): EnvValues =>
    Object.fromEntries(
      [...text.matchAll(/^(\w+)=(?:'((?:\\'|[^'])*)'|([^'"\n]*?)(?: +#.*)?)$/gm)].map(
        ([, name, quoted, plain = ""]) => [name, quoted?.replaceAll("\\'", "'") ?? expandCompose(plain.trim())],
      ),
    ),
  /** systemd.exec(5): in double quotes a backslash escapes `"`, `\`, a backtick and `$`; elsewhere it stays. No expansion. */
  systemd: (text: string): EnvValues =>
    Object.fromEntries(
      [...text.matchAll(/^(\w+)=(?:"((?:\\[\s\S]|[^"\\])*)"|([^'"\\\n]*))$/gm)].map(([, name, quoted, plain = ""]) => [
        name,
        quoted?.replace(/\\(["\\`$])/g, "$1") ?? plain.trim(),
      ]),
    ),
} as const;

function expandCompose(text: string): string {
  return text.replace(/\$\{?\w+\}?/g, "");
}
