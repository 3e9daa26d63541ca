import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiRoutes } from "./api-routes";
import { settingNames } from "./config";
import { selfSignedCertificate } from "./testing/certificates";

const root = resolve(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

// What the examples set that isn't a setting of ours.
const ofOthers = new Set(["NODE_ENV", "MALLOC_ARENA_MAX", "HOME", "LATCHKEY_UPSTREAM"]);
const isKnown = (name: string): boolean => ofOthers.has(name) || settingNames.some((setting) => setting === name);

/** The names of the environment that an example gives the server. */
const namesIn: Record<string, (text: string) => string[]> = {
  Containerfile: (text) => all(/\b([A-Z][A-Z0-9_]+)=/g, /^ENV .*$/m.exec(text)?.[0] ?? ""),
  "compose.yaml": (text) =>
    all(/^ {6}([A-Z][A-Z0-9_]+):/gm, /^ {2}latchkey:\n[\s\S]*?(?=^ {2}\w)/m.exec(text)?.[0] ?? ""),
  "docs/deploy/kubernetes.yaml": (text) => all(/^ {2}([A-Z][A-Z0-9_]+):/gm, text),
  "docs/deploy/latchkey.service": (text) => all(/^Environment=([A-Z0-9_]+)=/gm, text),
  "docs/deploy/nginx.conf": (text) => all(/\b([A-Z][A-Z_]+)=/g, text),
  "docs/deploy/Caddyfile": (text) => all(/\b([A-Z][A-Z_]+)=/g, text),
  "docs/deploy/traefik.yaml": (text) => all(/\b([A-Z][A-Z_]+)=/g, text),
};

describe("the examples for deployment", () => {
  test.each(Object.entries(namesIn))("%s names settings that exist", (file, find) => {
    const names = find(read(file));
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !isKnown(name))).toEqual([]);
  });

  test("probe paths that exist", () => {
    const probed = ["Containerfile", "docs/deploy/kubernetes.yaml", "docs/deploy/traefik.yaml"].flatMap((file) =>
      all(/(\/api\/health\/\w+)/g, read(file)),
    );
    expect(probed).toHaveLength(5);
    for (const path of probed) expect([apiRoutes.live(), apiRoutes.ready()]).toContain(path);
  });

  test("let an import of 5 MiB through", () => {
    expect(read("docs/deploy/nginx.conf")).toContain("client_max_body_size 6m;");
    expect(read("docs/deploy/Caddyfile")).toContain("max_size 6MB");
    expect(Number(all(/maxRequestBodyBytes: (\d+)/g, read("docs/deploy/traefik.yaml"))[0])).toBe(6 * 1024 * 1024);
  });
});

describe("the programs accept their examples", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "latchkey-deploy-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.skipIf(!isInstalled("nginx"))("nginx", () => {
    const { certificate, key } = selfSignedCertificate({ names: ["passwords.example.com"] });
    writeFileSync(join(folder, "fullchain.pem"), certificate);
    writeFileSync(join(folder, "privkey.pem"), key);
    mkdirSync(join(folder, "temporary"));
    // nginx opens its ports, which may be in use or need root here.
    const example = read("docs/deploy/nginx.conf")
      .replaceAll("/etc/ssl/latchkey/", `${folder}/`)
      .replace(/^ *listen \[::\].*$/gm, "")
      .replace(/listen (80|443)\b/g, `listen unix:${folder}/$1.socket`);
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (kind) => `${kind}_temp_path temporary;`,
    );
    const file = join(folder, "nginx.conf");
    writeFileSync(
      file,
      `pid nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n${temporary.join("\n")}\n${example}}\n`,
    );
    const { status, stderr } = spawnSync("nginx", ["-t", "-p", folder, "-c", file], { encoding: "utf8" });
    expect(stderr).toContain("test is successful");
    expect(status).toBe(0);
  });

  test.skipIf(!isInstalled("caddy"))("Caddy", () => {
    const { status, stderr } = spawnSync(
      "caddy",
      ["validate", "--adapter", "caddyfile", "--config", join(root, "docs/deploy/Caddyfile")],
      { encoding: "utf8", env: { ...process.env, HOME: folder } },
    );
    expect(stderr).not.toContain('"level":"error"');
    expect(status, stderr).toBe(0);
  });

  test.skipIf(!isInstalled("systemd-analyze"))("systemd, with an exposure below 2", () => {
    // The version of this machine may not know the option.
    const args = [
      "security",
      "--offline=yes",
      "--threshold=20",
      "--no-pager",
      join(root, "docs/deploy/latchkey.service"),
    ];
    const { status, stdout, stderr } = spawnSync("systemd-analyze", args, { encoding: "utf8" });
    if (/unrecognized option/.test(stderr)) return;
    expect(status, stdout + stderr).toBe(0);
  });
});

function all(expression: RegExp, text: string): string[] {
  return [...text.matchAll(expression)].flatMap(([, found]) => found ?? []);
}

function isInstalled(program: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
