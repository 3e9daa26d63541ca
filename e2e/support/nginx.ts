import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@/scripts/lib/free-port.mjs";

export type Nginx = { origin: string; stop(): Promise<void> };

export function nginxIsInstalled(): boolean {
  try {
    execFileSync("sh", ["-c", "command -v nginx"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** nginx in front of servers, with these directives in its only location. */
export async function startNginx(upstreams: string | readonly string[], directives: string): Promise<Nginx> {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-nginx-"));
  mkdirSync(path.join(folder, "temporary"));
  const port = await freePort();
  const configuration = path.join(folder, "nginx.conf");
  writeFileSync(configuration, configurationOf(port, [upstreams].flat(), directives));
  const child = spawn("nginx", ["-p", folder, "-c", configuration], { stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk) => (errors += String(chunk)));
  while (!(await isListening(port))) {
    if (child.exitCode !== null) throw new Error(`nginx ended:\n${errors}`);
    await pause(20);
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "close");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configurationOf(port: number, upstreams: readonly string[], directives: string): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path temporary;`);
  return `
daemon off;
master_process off;
pid nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  ${temporary.join("\n  ")}
  upstream latchkey_upstream {
    ${upstreams.map((upstream) => `server ${new URL(upstream).host};`).join("\n    ")}
    keepalive 64;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      ${directives.replaceAll("UPSTREAM", upstreams[0] ?? "")}
    }
  }
}
`;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => resolve(true));
    socket.on("error", () => resolve(false));
    socket.on("close", () => socket.destroy());
    socket.on("connect", () => socket.destroy());
  });
}
