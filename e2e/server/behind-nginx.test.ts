import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { type LatchkeyProcess, startLatchkey } from "../support/latchkey-process";
import { type Nginx, nginxIsInstalled, startNginx } from "../support/nginx";
import { type RawReply, send } from "../support/raw-http";
import { newEmail, PASSWORD } from "../support/users";

/** What people write into `location /`; UPSTREAM is the server's address. */
const shapes: Record<string, string> = {
  "proxy_pass alone, which sends its own address as Host": "proxy_pass UPSTREAM;",
  "a named upstream, whose name is sent as Host": "proxy_pass http://latchkey_upstream;",
  "the Host without the port": "proxy_pass UPSTREAM; proxy_set_header Host $host;",
  "the Host of the browser": "proxy_pass UPSTREAM; proxy_set_header Host $http_host;",
  "X-Forwarded headers and no Host": `proxy_pass UPSTREAM;
    proxy_set_header X-Real-IP $remote_addr;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header X-Forwarded-Host $host;
    proxy_set_header X-Forwarded-Port $server_port;`,
  "all of these headers": `proxy_pass UPSTREAM;
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto https;
    proxy_set_header X-Forwarded-Host $http_host;
    proxy_set_header Forwarded "for=$remote_addr;host=$host;proto=https";`,
  "a wrong X-Forwarded-Host": "proxy_pass UPSTREAM; proxy_set_header X-Forwarded-Host internal.example:8080;",
  "the lines for WebSocket": `proxy_pass UPSTREAM;
    proxy_http_version 1.1;
    proxy_set_header Host $host;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection "upgrade";`,
};

const publicOrigin = "https://passwords.example.org";
const html = "text/html,application/xhtml+xml,*/*;q=0.8";

describe.skipIf(!nginxIsInstalled())("behind nginx (Debian package nginx)", () => {
  let known: LatchkeyProcess;
  let unknown: LatchkeyProcess;
  const proxies: Nginx[] = [];

  beforeAll(async () => {
    [known, unknown] = await Promise.all([
      startLatchkey({ settings: { FRONTEND_URL: publicOrigin } }),
      startLatchkey(),
    ]);
    await Promise.all([known.ready(), unknown.ready()]);
  });
  afterAll(async () => {
    await Promise.all(proxies.map((proxy) => proxy.stop()));
    await Promise.all([known.dispose(), unknown.dispose()]);
  });

  async function startProxy(upstream: LatchkeyProcess, shape: string): Promise<string> {
    const proxy = await startNginx(upstream.origin, shape);
    proxies.push(proxy);
    return proxy.origin;
  }

  for (const [name, shape] of Object.entries(shapes)) {
    describe(`with ${name}`, () => {
      let proxy: string;
      beforeAll(async () => {
        proxy = await startProxy(known, shape);
      });

      test.each<[string, Record<string, string>]>([
        ["that sends Sec-Fetch-Site", { origin: publicOrigin, "sec-fetch-site": "same-origin" }],
        ["that sends only Origin", { origin: publicOrigin }],
        ["that sends Origin null and Sec-Fetch-Site", { origin: "null", "sec-fetch-site": "same-origin" }],
      ])("a browser %s uses forms with and without JavaScript", async (_, headers) => {
        const sent = { host: "passwords.example.org", accept: html, ...headers };
        const plain = await chooseTheme(proxy, sent, "form");
        expect([plain.status, plain.headers["set-cookie"]?.[0]]).toEqual([200, expect.stringContaining("theme=dark")]);
        const scripted = await chooseTheme(proxy, sent, "script");
        expect(scripted.status).toBe(200);
        expect(scripted.headers["set-cookie"]?.[0]).toContain("theme=dark");
        expect(scripted.headers["content-type"]).toContain("text/x-component");
      });

      test("a user signs up with and without JavaScript", async () => {
        const sent = { host: "passwords.example.org", origin: publicOrigin, "sec-fetch-site": "same-origin" };
        const plain = await signUp(proxy, { ...sent, accept: html }, "form");
        expect(plain.status).toBe(303);
        expect(String(plain.headers["set-cookie"])).toContain("__Host-latchkey.session=");
        expect(plain.headers.location).not.toMatch(/^https?:/);
        const scripted = await signUp(proxy, sent, "script");
        expect(scripted.status).toBe(200);
        expect(String(scripted.headers["set-cookie"])).toContain("__Host-latchkey.session=");
        expect(scripted.headers["x-action-redirect"]).toBeDefined();
      });

      test("a form of another site is refused as a page", async () => {
        const foreign: Record<string, string>[] = [
          { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
          { origin: "https://evil.example" },
          { origin: "null" },
        ];
        for (const headers of foreign) {
          const reply = await chooseTheme(proxy, { host: "passwords.example.org", accept: html, ...headers }, "form");
          expect(reply.status).toBe(403);
          expect(reply.headers["content-type"]).toContain("text/html");
          expect(reply.headers["set-cookie"]).toBeUndefined();
        }
      });
    });
  }

  test("without FRONTEND_URL, browsers that send Sec-Fetch-Site use forms behind any proxy", async () => {
    for (const [name, shape] of Object.entries(shapes)) {
      const proxy = await startProxy(unknown, shape);
      const headers = { host: "passwords.example.org", origin: "http://passwords.example.org", accept: html };
      for (const way of ["form", "script"] as const) {
        const reply = await chooseTheme(proxy, { ...headers, "sec-fetch-site": "same-origin" }, way);
        expect([reply.status, String(reply.headers["set-cookie"])], name).toEqual([
          200,
          expect.stringContaining("theme=dark"),
        ]);
      }
      expect((await chooseTheme(proxy, headers, "form")).status, name).toBe(403);
    }
  });
});

describe.skipIf(!nginxIsInstalled())("clients behind nginx (Debian package nginx)", () => {
  let latchkey: LatchkeyProcess;
  const proxies: Nginx[] = [];
  beforeAll(async () => {
    latchkey = await startLatchkey({ settings: { RATE_LIMIT_GENERATOR: "2/60", TRUSTED_PROXIES: "127.0.0.1" } });
    await latchkey.ready();
  });
  afterAll(async () => {
    await Promise.all(proxies.map((proxy) => proxy.stop()));
    await latchkey.dispose();
  });

  async function statusesBehind(headers: string, from: string, times: number): Promise<number[]> {
    const proxy = await startNginx(latchkey.origin, `proxy_pass UPSTREAM; ${headers}`);
    proxies.push(proxy);
    const statuses: number[] = [];
    for (let time = 0; time < times; time += 1) {
      // What a client claims itself is different each time.
      const claims = { "x-forwarded-for": `6.6.6.${time}`, forwarded: `for="6.6.6.${time}` };
      statuses.push((await send(proxy.origin, { path: apiRoutes.generatePassword(), headers: claims, from })).status);
    }
    return statuses;
  }

  test.each([
    ["its usual X-Forwarded-For", "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;"],
    ["a port, as Azure and IIS", 'proxy_set_header X-Forwarded-For "$proxy_add_x_forwarded_for:$remote_port";'],
    ["brackets, as HAProxy and IIS", 'proxy_set_header X-Forwarded-For "[::ffff:$remote_addr]:$remote_port";'],
    [
      "Forwarded (RFC 7239)",
      `proxy_set_header X-Forwarded-For ""; proxy_set_header Forwarded 'for="[::ffff:$remote_addr]:$remote_port";proto=https';`,
    ],
    [
      "Forwarded, appended to what the client sent",
      `proxy_set_header X-Forwarded-For ""; proxy_set_header Forwarded '$http_forwarded, for="$remote_addr:$remote_port"';`,
    ],
  ])("that writes %s are counted apart", async (name, headers) => {
    const group = 10 + 2 * name.length;
    expect(await statusesBehind(headers, `127.0.1.${group}`, 3)).toEqual([200, 200, 429]);
    expect(await statusesBehind(headers, `127.0.1.${group + 1}`, 1)).toEqual([200]);
  });

  test("that names no address share one budget, and the log says so once", async () => {
    const headers = "proxy_set_header X-Forwarded-For unknown;";
    expect(await statusesBehind(headers, "127.0.2.1", 2)).toEqual([200, 200]);
    expect(await statusesBehind(headers, "127.0.2.2", 2)).toEqual([429, 429]);
    const said = () =>
      latchkey.output().match(/a trusted proxy names its clients in a way that can't be read/g)?.length;
    await expect.poll(said).toBe(1);
  });
});

describe("without FRONTEND_URL and without a proxy", () => {
  let latchkey: LatchkeyProcess;
  beforeAll(async () => {
    latchkey = await startLatchkey();
    await latchkey.ready();
  });
  afterAll(() => latchkey.dispose());

  test("forms work under localhost and 127.0.0.1, with and without JavaScript, also for browsers without Sec-Fetch-Site", async () => {
    const { port } = new URL(latchkey.origin);
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`]) {
      const browsers: Record<string, string>[] = [
        { origin: `http://${host}` },
        { origin: `http://${host}`, "sec-fetch-site": "same-origin" },
      ];
      for (const headers of browsers) {
        for (const way of ["form", "script"] as const) {
          const reply = await signUp(latchkey.origin, { host, accept: html, ...headers }, way);
          expect(reply.status, `${host} ${way}`).toBe(way === "form" ? 303 : 200);
          expect(String(reply.headers["set-cookie"])).toContain("latchkey.session=");
        }
      }
    }
  });
});

const BOUNDARY = "----WebKitFormBoundaryLatchkey";

type Way = "form" | "script";

async function chooseTheme(origin: string, headers: Record<string, string>, way: Way): Promise<RawReply> {
  const { body } = await send(origin, { path: routes.home(), headers: { host: headers["host"] ?? "" } });
  const [, action = ""] = /name="\$ACTION_ID_([0-9a-f]+)"/.exec(body) ?? [];
  const fields = { theme: "dark" };
  return way === "form"
    ? post(origin, routes.home(), headers, Object.entries({ [`$ACTION_ID_${action}`]: "", ...fields }))
    : post(origin, routes.home(), { ...headers, "next-action": action }, scripted('["$K1"]', fields));
}

async function signUp(origin: string, headers: Record<string, string>, way: Way): Promise<RawReply> {
  const path = routes.signUp();
  const { body } = await send(origin, { path, headers: { host: headers["host"] ?? "" } });
  const [form = ""] = (body.match(/<form\b.*?<\/form>/gs) ?? []).filter((markup) => markup.includes('name="password"'));
  const hidden = Object.fromEntries(
    [...form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
      /name="([^"]*)"/.exec(input)?.[1] ?? "",
      (/value="([^"]*)"/.exec(input)?.[1] ?? "").replaceAll("&quot;", '"'),
    ]),
  );
  const fields = { email: newEmail(), password: PASSWORD };
  if (way === "form") return post(origin, path, headers, Object.entries({ ...hidden, ...fields }));
  const [, action = ""] = /"id":"([0-9a-f]+)"/.exec(Object.values(hidden).join("")) ?? [];
  return post(origin, path, { ...headers, "next-action": action }, scripted('[{"status":"idle"},"$K1"]', fields));
}

/** The fields as React's script sends them: the arguments come last. */
function scripted(argumentsText: string, fields: Record<string, string>): [name: string, value: string][] {
  return [
    ...Object.entries(fields).map(([name, value]) => [`_1_${name}`, value] as [string, string]),
    ["0", argumentsText],
  ];
}

function post(
  origin: string,
  path: string,
  headers: Record<string, string>,
  fields: [name: string, value: string][],
): Promise<RawReply> {
  const parts = fields.map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return send(origin, {
    method: "POST",
    path,
    headers: { ...headers, "content-type": `multipart/form-data; boundary=${BOUNDARY}` },
    body: `${parts.join("")}--${BOUNDARY}--\r\n`,
  });
}
