import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { type PostgresServer, startEmbeddedPostgres } from "@/lib/testing/embedded-postgres";
import { freePort } from "@/scripts/lib/free-port.mjs";
import { type LatchkeyProcess, newestRelease, newFolder, startLatchkey } from "../support/latchkey-process";
import { type Nginx, nginxIsInstalled, startNginx } from "../support/nginx";
import { newEmail, PASSWORD } from "../support/users";

const PROCESSES = 3;
// A busy machine must still start processes beside the load.
const BETWEEN_MS = 50;
const TEST_MS = 240_000;
const html = "text/html,application/xhtml+xml,*/*;q=0.8";

describe.skipIf(!nginxIsInstalled())("three processes behind nginx (Debian package nginx)", () => {
  let postgres: PostgresServer;
  let nginx: Nginx;
  const running = new Map<number, LatchkeyProcess>();
  let start: (port: number) => Promise<LatchkeyProcess>;

  beforeAll(async () => {
    postgres = await startEmbeddedPostgres();
    const ports = await Promise.all(Array.from({ length: PROCESSES }, freePort));
    nginx = await startNginx(
      ports.map((port) => `http://127.0.0.1:${port}`),
      `proxy_pass http://latchkey_upstream;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;`,
    );
    const secret = (): string => randomBytes(48).toString("base64");
    const settings = {
      DATABASE_URL: postgres.url("postgres"),
      FRONTEND_URL: nginx.origin,
      TRUSTED_PROXIES: "127.0.0.1",
      AUTH_SECRET: secret(),
      JWT_SECRET: secret(),
      ENCRYPTION_KEY: secret(),
      PASSWORD_KEY: secret(),
    };
    start = async (port) => {
      const latchkey = await startLatchkey({ port, settings, dataFolder: newFolder() });
      running.set(port, latchkey);
      await latchkey.ready();
      return latchkey;
    };
    await Promise.all(ports.map(start));
  });

  afterAll(async () => {
    await nginx.stop();
    await Promise.all([...running.values()].map((latchkey) => latchkey.dispose()));
    await postgres.stop();
  });

  test(
    "are restarted in turn under load without a failed request, and forms of before go on",
    async () => {
      const account = { email: newEmail(), password: PASSWORD };
      const json = { "content-type": "application/json" };
      const register = await request(apiRoutes.register(), {
        method: "POST",
        headers: json,
        body: JSON.stringify(account),
      });
      expect(register.status).toBe(201);
      const logIn = await request(apiRoutes.logIn(), { method: "POST", headers: json, body: JSON.stringify(account) });
      const { access_token: token } = (await logIn.json()) as { access_token: string };
      const page = await (await request(routes.home())).text();
      const [, action = ""] = /name="\$ACTION_ID_([0-9a-f]+)"/.exec(page) ?? [];
      const [, asset = ""] = /(\/_next\/static\/chunks\/[^"?]+\.js)/.exec(page) ?? [];
      expect([action, asset]).toEqual([expect.stringMatching(/^.{10,}$/), expect.stringMatching(/^.{10,}$/)]);
      const form = new URLSearchParams({ theme: "dark", [`$ACTION_ID_${action}`]: "" });

      const kinds: (() => Promise<Response>)[] = [
        () => request(apiRoutes.generatePassword()),
        () => request(apiRoutes.me(), { headers: { authorization: `Bearer ${token}` } }),
        () => request(routes.home()),
        () => request(asset),
        () => {
          const body = new FormData();
          for (const [name, value] of form) body.append(name, value);
          const headers = { accept: html, origin: nginx.origin, "sec-fetch-site": "same-origin" };
          return request(routes.home(), { method: "POST", headers, body });
        },
      ];
      const answered = kinds.map(() => 0);
      const failed: string[] = [];
      let going = true;
      const clients = kinds.map(async (ask, kind) => {
        while (going) {
          const outcome = await ask().then(
            async (reply) => {
              await reply.arrayBuffer();
              return reply.status;
            },
            (error: Error) => String(error.cause ?? error),
          );
          if (outcome === 200) answered[kind] = (answered[kind] ?? 0) + 1;
          else failed.push(`request ${kind}: ${outcome}`);
          await pause(BETWEEN_MS);
        }
      });
      try {
        for (const [port, latchkey] of [...running]) {
          latchkey.signal("SIGTERM");
          expect((await latchkey.ended).exitCode).toBe(0);
          await start(port);
        }
      } finally {
        going = false;
        await Promise.all(clients);
      }
      expect(failed).toEqual([]);
      for (const count of answered) expect(count).toBeGreaterThan(PROCESSES);
    },
    TEST_MS,
  );

  function request(target: string, init: RequestInit = {}): Promise<Response> {
    return fetch(nginx.origin + target, init);
  }
});

test("each build gives an action the same id, so that a form of the build before it is known", () => {
  const folder = path.join(process.cwd(), newestRelease(), "next", "server");
  const { encryptionKey } = JSON.parse(readFileSync(path.join(folder, "server-reference-manifest.json"), "utf8")) as {
    encryptionKey: string;
  };
  expect(Buffer.from(encryptionKey, "base64").toString()).toBe("latchkey: names of server action");
});
