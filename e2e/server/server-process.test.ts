import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { type LatchkeyProcess } from "../support/latchkey-process";
import { holdPost, startLoad, acceptsConnections } from "../support/load";
import { passwordInSource } from "../support/page-source";
import { send, sendBytes } from "../support/raw-http";
import { started } from "../support/started";

const json = { "content-type": "application/json" };

/** Requests that many passwords, eight at a time. */
async function generate(origin: string, count: number): Promise<void> {
  const ask = async () => {
    const reply = await fetch(origin + apiRoutes.generatePassword());
    await reply.text();
    return reply.status;
  };
  const statuses: number[] = [];
  while (statuses.length < count) statuses.push(...(await Promise.all(Array.from({ length: 8 }, ask))));
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
}

async function expectEndInTime({ signal, ended }: LatchkeyProcess): Promise<void> {
  const askedAt = performance.now();
  signal("SIGTERM");
  const { exitCode, output } = await ended;
  expect(exitCode, output).toBe(0);
  expect(performance.now() - askedAt).toBeLessThan(10_000);
}

describe("a server that is asked to stop", () => {
  test("completes every reply it has started under load, finishes requests it is reading, and exits with 0 within 10 seconds", async () => {
    const latchkey = await started();
    const load = startLoad(latchkey.origin, 40);
    const posts = await Promise.all(Array.from({ length: 5 }, () => holdPost(latchkey.origin)));
    await expect.poll(() => load.complete).toBeGreaterThan(100);

    const askedAt = performance.now();
    latchkey.signal("SIGTERM");
    await expect.poll(() => acceptsConnections(latchkey.origin), { interval: 20 }).toBe(false);
    for (const reply of await Promise.all(posts.map((post) => post.finish()))) {
      expect(reply).toMatch(/^HTTP\/1\.1 200 /);
      expect(reply).toMatch(/"passwords":\["[^\n]+"\]\}$/);
    }
    const { exitCode, output } = await latchkey.ended;
    expect(exitCode, output).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(10_000);
    await load.stopped;
    expect(load.cut).toEqual([]);
  });

  test("exits with 0 within 10 seconds when a client never finishes its request", async () => {
    const latchkey = await started();
    const post = await holdPost(latchkey.origin);
    await expectEndInTime(latchkey);
    post.destroy();
  });

  test("exits with 0 when its data folder was removed", async () => {
    const latchkey = await started();
    const session = `latchkey.session=${"A".repeat(43)}`;
    rmSync(latchkey.dataFolder, { recursive: true });
    for (const at of [apiRoutes.generatePassword(), apiRoutes.ready(), routes.logIn(), routes.account()]) {
      await (await fetch(latchkey.origin + at, { headers: { cookie: session }, redirect: "manual" })).text();
    }
    await expectEndInTime(latchkey);
  });

  for (const wait of [0, 1_500]) {
    test(`keeps serving and exits with 0 when its log reader ended ${wait} ms before`, async () => {
      const latchkey = await started({ settings: { LOG_LEVEL: "info" } });
      latchkey.hangUp();
      await generate(latchkey.origin, 8);
      await pause(wait);
      await generate(latchkey.origin, 8);
      await expectEndInTime(latchkey);
    });
  }

  test("keeps serving and exits with 0 when its log reader is stuck", async () => {
    const latchkey = await started({ settings: { LOG_LEVEL: "info" } });
    latchkey.stopReading();
    // Half a megabyte of lines, more than a pipe buffers.
    await generate(latchkey.origin, 3_000);
    await expectEndInTime(latchkey);
  });

  test("keeps serving and exits with 0 when the disk for its log is full", async () => {
    const latchkey = await started({ settings: { LOG_LEVEL: "info" }, outputFile: "/dev/full" });
    await generate(latchkey.origin, 100);
    await pause(1_500);
    await generate(latchkey.origin, 100);
    await expectEndInTime(latchkey);
  });

  test("exits at once on the second signal, after writing its log", async () => {
    const latchkey = await started({ settings: { LOG_LEVEL: "info" } });
    const post = await holdPost(latchkey.origin);
    await generate(latchkey.origin, 8);
    latchkey.signal("SIGTERM");
    await expect.poll(() => acceptsConnections(latchkey.origin), { interval: 20 }).toBe(false);
    const askedAgainAt = performance.now();
    latchkey.signal("SIGTERM");
    const { exitCode, output } = await latchkey.ended;
    expect(exitCode).toBe(1);
    expect(performance.now() - askedAgainAt).toBeLessThan(5_000);
    expect(output.split(`"path":"${apiRoutes.generatePassword()}"`)).toHaveLength(8 + 1);
    post.destroy();
  });

  test("starts again on the same data after SIGKILL", async () => {
    const latchkey = await started();
    latchkey.signal("SIGKILL");
    await latchkey.ended;
    await started({ dataFolder: latchkey.dataFolder });
  });
});

test("an https FRONTEND_URL turns on HSTS for every type of response; an http one doesn't", async () => {
  const secure = await started({ settings: { FRONTEND_URL: "https://passwords.example.com" } });
  const plain = await started();
  const { body } = await send(secure.origin, { path: routes.home() });
  const requests = [
    { path: routes.home() },
    { path: "/nowhere" },
    { path: "//nowhere" },
    { path: "/icon.svg" },
    { path: routes.documentation() },
    { path: routes.vendorAsset("swagger-ui.css") },
    { path: /\/_next\/static\/[^"]+\.js/.exec(body)?.[0] ?? "" },
    { path: apiRoutes.generatePassword() },
    { path: `${apiRoutes.generatePassword()}?length=3` },
    { path: "/api/nothing" },
    { method: "PROPFIND", path: routes.home() },
  ];
  for (const request of requests) {
    const reply = await send(secure.origin, request);
    expect(reply.headers["strict-transport-security"], JSON.stringify(request)).toMatch(/^max-age=63072000/);
    expect(
      (await send(plain.origin, request)).headers["strict-transport-security"],
      JSON.stringify(request),
    ).toBeUndefined();
  }
  expect(await sendBytes(secure.origin, "GARBAGE\r\n\r\n")).toContain("strict-transport-security: max-age=63072000");
  expect(body).toContain(`https://passwords.example.com${apiRoutes.generatePassword()}`);
});

test("without site lists the page has no field for a site", async () => {
  const { origin } = await started();
  const page = await (await fetch(`${origin}/?mode=rules&site=bank.example`)).text();
  expect(page).toContain("What the site says about passwords");
  expect(page).not.toContain("Use site rules");
});

test("no generated password is written to the log or the data folder", async () => {
  const latchkey = await started({ settings: { LOG_LEVEL: "trace" } });
  const query = "length=40&use_special_chars=false";
  const passwords: string[] = [];
  for (let round = 0; round < 50; round += 1) {
    const replies = await Promise.all([
      send(latchkey.origin, { path: `${apiRoutes.generatePassword()}?${query}` }),
      send(latchkey.origin, { path: `/generate-password?${query}&count=2` }),
      send(latchkey.origin, {
        method: "POST",
        path: apiRoutes.generatePassword(),
        headers: json,
        body: '{"length":40,"use_special_chars":false}',
      }),
    ]);
    for (const { body } of replies) {
      const { password, passwords: more = [] } = JSON.parse(body);
      passwords.push(password, ...more);
    }
    passwords.push(
      passwordInSource(
        (await send(latchkey.origin, { path: `${routes.home()}?form=1&${query}&use_lowercase=true` })).body,
      ),
    );
  }
  // A password that a client sends by mistake is as secret as a generated one.
  const [sent = ""] = passwords;
  for (const request of [
    { path: `${apiRoutes.generatePassword()}?password=${sent}` },
    { path: `${routes.home()}?password=${sent}` },
    { method: "POST", path: apiRoutes.generatePassword(), headers: json, body: `{"${sent}":"${sent}"}` },
    { method: "POST", path: apiRoutes.generatePassword(), headers: json, body: `{"length":"${sent}"` },
    { path: apiRoutes.ready(), headers: { cookie: `a=${sent}`, authorization: `Bearer ${sent}` } },
  ]) {
    await send(latchkey.origin, request);
  }
  latchkey.signal("SIGTERM");
  const { exitCode, output } = await latchkey.ended;
  expect(exitCode).toBe(0);

  expect(passwords.length).toBeGreaterThanOrEqual(200);
  for (const password of passwords) expect(password).toMatch(/^[A-Za-z0-9]{40}$/);
  expect(output.match(/"msg":"request"/g)?.length).toBeGreaterThan(200);
  const kept = readdirSync(latchkey.dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "latin1"));
  expect(kept.length).toBeGreaterThan(1);
  const everything = [output, ...kept].join("\n");
  expect(passwords.filter((password) => everything.includes(password))).toEqual([]);
});

describe("a limit on the generator", () => {
  const api = apiRoutes.generatePassword();

  test("counts by the address of the connection, not by the one that a client claims", async () => {
    const { origin } = await started({ settings: { RATE_LIMIT_GENERATOR: "5/60" } });
    const statuses: number[] = [];
    for (let claim = 0; claim < 8; claim += 1) {
      const forged = `10.0.0.${claim}`;
      statuses.push(
        (
          await send(origin, {
            path: api,
            headers: { "x-forwarded-for": forged, forwarded: `for=${forged}`, "x-real-ip": forged },
          })
        ).status,
      );
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    const refused = await send(origin, { path: api });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect((await send(origin, { path: apiRoutes.ready() })).status).toBe(200);
  });

  test("behind a trusted proxy counts by the nearest address that isn't a proxy", async () => {
    const { origin } = await started({
      settings: { RATE_LIMIT_GENERATOR: "2/60", TRUSTED_PROXIES: "127.0.0.1, 10.0.0.0/8" },
    });
    const statusFor = async (forwardedFor: string) =>
      (await send(origin, { path: api, headers: { "x-forwarded-for": forwardedFor } })).status;
    expect([
      await statusFor("1.1.1.1, 203.0.113.7, 10.0.0.1"),
      await statusFor("2.2.2.2, 203.0.113.7, 10.0.0.2"),
      await statusFor("3.3.3.3, 203.0.113.7"),
    ]).toEqual([200, 200, 429]);
    expect(await statusFor("203.0.113.8, 10.0.0.1")).toBe(200);
  });
});
