import { randomBytes } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { freePort, type LatchkeyProcess, newFolder, startLatchkey, startRefused } from "../support/latchkey-process";
import { holdPost, startLoad, acceptsConnections } from "../support/load";
import { passwordInSource } from "../support/page-source";
import { send, sendBytes } from "../support/raw-http";
import { runSql } from "../support/sqlite";

const databaseName = "latchkey.db";
const json = { "content-type": "application/json" };
const running: LatchkeyProcess[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((latchkey) => latchkey.dispose()));
});

async function started(options: Parameters<typeof startLatchkey>[0] = {}): Promise<LatchkeyProcess> {
  const latchkey = await startLatchkey(options);
  running.push(latchkey);
  await latchkey.ready();
  return latchkey;
}

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

let stoppedServersFolder: Promise<string> | undefined;

/** A copy of the data folder of a server that was stopped cleanly. */
async function usedDataFolder(): Promise<string> {
  stoppedServersFolder ??= started().then(async (latchkey) => {
    latchkey.signal("SIGTERM");
    expect((await latchkey.ended).exitCode).toBe(0);
    return latchkey.dataFolder;
  });
  const dataFolder = newFolder();
  cpSync(await stoppedServersFolder, dataFolder, { recursive: true });
  return dataFolder;
}

describe("the server refuses to start, with one clear line and exit code 1,", () => {
  test("on a database that another process is using", async () => {
    const first = await started();
    const { exitCode, lines } = await startRefused({ dataFolder: first.dataFolder });
    expect(lines).toEqual([expect.stringMatching(/^Another Latchkey process is using .*latchkey\.db: stop it first/)]);
    expect(exitCode).toBe(1);
    expect((await send(first.origin, { path: apiRoutes.ready() })).status).toBe(200);
  });

  test("on a port that is in use, and releases its database", async () => {
    const port = await freePort();
    const other = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    const dataFolder = newFolder();
    const { exitCode, lines } = await startRefused({ port, dataFolder });
    await new Promise((resolve) => other.close(resolve));
    expect(lines).toEqual([`Port ${port} on 127.0.0.1 is in use. Stop the program that uses it, or set PORT.`]);
    expect(exitCode).toBe(1);
    await started({ port, dataFolder });
  });

  test("on an address that isn't this machine's", async () => {
    const { exitCode, lines } = await startRefused({ settings: { HOST: "203.0.113.7" } });
    expect(lines).toEqual(['HOST is "203.0.113.7", which isn\'t an address of this machine. Correct it.']);
    expect(exitCode).toBe(1);
  });

  test("with a data folder that can't be written", async () => {
    const file = path.join(newFolder(), "file");
    writeFileSync(file, "a file");
    const { exitCode, lines } = await startRefused({ dataFolder: path.join(file, "data") });
    expect(lines).toEqual([
      expect.stringMatching(/^The data directory .* can't be used: a part of its path is a file instead of a folder: /),
    ]);
    expect(exitCode).toBe(1);
    expect(readFileSync(file, "utf8")).toBe("a file");
  });

  test("with a weak secret, and doesn't print it", async () => {
    for (const [secret, reason] of [
      ["secret", "is too short"],
      ["0".repeat(64), "repeats itself"],
      ["change-me-change-me-change-me-change-me", "is a sample value"],
    ] as const) {
      const { exitCode, lines } = await startRefused({ settings: { AUTH_SECRET: secret } });
      expect(lines).toEqual([
        "Wrong settings:",
        `  - AUTH_SECRET ${reason}: expected at least 32 random characters (openssl rand -base64 48)`,
      ]);
      expect(exitCode).toBe(1);
    }
  });

  test("with several wrong settings, all in one list", async () => {
    const dataFolder = path.join(newFolder(), "never-made");
    const { exitCode, lines } = await startRefused({
      dataFolder,
      settings: {
        PORT: "65536",
        FRONTEND_URL: "ftp://x/y",
        DATABASE_URL: "mysql://user:hunter2@host/name",
        TRUSTED_PROXIES: "10.0.0.0/8, nonsense",
        LOG_LEVEL: "loud",
        API_DOCS: "maybe",
        RATE_LIMIT_GENERATOR: "many",
        JWT_SECRET: "short",
      },
    });
    const [title, ...problems] = lines;
    expect(title).toBe("Wrong settings:");
    const named = problems.map((problem) => /^ {2}- (\w+)/.exec(problem)?.[1]);
    expect(named.toSorted()).toEqual([
      "API_DOCS",
      "DATABASE_URL",
      "FRONTEND_URL",
      "JWT_SECRET",
      "LOG_LEVEL",
      "PORT",
      "RATE_LIMIT_GENERATOR",
      "TRUSTED_PROXIES",
    ]);
    expect(lines.join()).not.toMatch(/hunter2/);
    expect(exitCode).toBe(1);
    expect(existsSync(dataFolder)).toBe(false);
  });

  test("on a damaged database, and leaves it unchanged", async () => {
    const used = await usedDataFolder();
    const damages: [string, (file: string) => void, RegExp][] = [
      [
        "garbage",
        (file) => writeFileSync(file, randomBytes(8192)),
        /is not a SQLite database: restore it from a backup/,
      ],
      ["text", (file) => writeFileSync(file, "hello"), /is not a SQLite database: restore it from a backup/],
      ["nothing", (file) => writeFileSync(file, ""), /is empty \(0 bytes\): restore it from a backup/],
      [
        "half",
        (file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
        /is truncated \(\d+ of \d+ bytes\): restore it from a backup/,
      ],
      [
        "a broken page",
        (file) => writeFileSync(file, randomBytes(4096), { flag: "r+" }),
        /is not a SQLite database|is damaged/,
      ],
    ];
    for (const [name, damage, words] of damages) {
      const dataFolder = newFolder();
      cpSync(used, dataFolder, { recursive: true });
      const file = path.join(dataFolder, databaseName);
      damage(file);
      const before = readFileSync(file);

      const { exitCode, lines } = await startRefused({ dataFolder });
      expect(lines, name).toEqual([expect.stringMatching(words)]);
      expect(lines[0], name).toContain(file);
      expect(exitCode, name).toBe(1);
      expect(readFileSync(file).equals(before), name).toBe(true);
    }
  });

  test("on a database of a newer version", async () => {
    const dataFolder = await usedDataFolder();
    const file = path.join(dataFolder, databaseName);
    runSql(
      file,
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ('x', 'x', '29991231000000_to_come', 1, 1)",
    );
    const { exitCode, lines } = await startRefused({ dataFolder });
    expect(lines).toEqual([
      expect.stringMatching(
        /^The database was migrated by a newer version of Latchkey \(it has the migration 29991231000000_to_come\)/,
      ),
    ]);
    expect(exitCode).toBe(1);
  });

  test("on a database of another program", async () => {
    const dataFolder = await usedDataFolder();
    const file = path.join(dataFolder, databaseName);
    runSql(file, "DROP TABLE _prisma_migrations");
    const { exitCode, lines } = await startRefused({ dataFolder });
    expect(lines).toEqual([expect.stringMatching(/belongs to another program/)]);
    expect(exitCode).toBe(1);
  });

  test("with another key than the database's; the right key still opens it", async () => {
    const dataFolder = await usedDataFolder();
    const otherKey = randomBytes(48).toString("base64");
    const { exitCode, lines } = await startRefused({ dataFolder, settings: { ENCRYPTION_KEY: otherKey } });
    expect(lines).toEqual([expect.stringMatching(/^ENCRYPTION_KEY isn't the key that this database was created with/)]);
    expect(lines.join()).not.toContain(otherKey);
    expect(exitCode).toBe(1);
    await started({ dataFolder });
  });
});

test("only the owner can read the files in the data folder", async () => {
  const { dataFolder } = await started({ dataFolder: path.join(newFolder(), "data") });
  expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
  const files = readdirSync(dataFolder);
  expect(files).toEqual(expect.arrayContaining(["secrets.json", databaseName]));
  for (const file of files) expect(statSync(path.join(dataFolder, file)).mode & 0o777, file).toBe(0o600);
});

test("the secrets are created once and kept", async () => {
  const dataFolder = await usedDataFolder();
  const secrets = readFileSync(path.join(dataFolder, "secrets.json"), "utf8");
  expect(Object.values(JSON.parse(secrets)).every((secret) => String(secret).length >= 43)).toBe(true);
  await started({ dataFolder });
  expect(readFileSync(path.join(dataFolder, "secrets.json"), "utf8")).toBe(secrets);
});

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
