import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendRaw } from "@/lib/testing/raw-request";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { listen } from "@/lib/testing/test-server";

let origin: string;
let port: number;
let dispose: () => Promise<void>;
const underWay = new Set<object>();
let begun = 0;
beforeAll(async () => {
  const test = await createTestRuntime({ FRONTEND_URL: "https://passwords.example.org", TRUSTED_PROXIES: "127.0.0.2" });
  const { begin, end } = test.runtime.loopWatch;
  test.runtime.loopWatch.begin = (work) => {
    begin(work);
    begun += 1;
    underWay.add(work);
  };
  test.runtime.loopWatch.end = (work) => {
    underWay.delete(work);
    end(work);
  };
  const server = await listen(test.runtime);
  ({ origin, port } = server);
  dispose = async () => {
    await server.close();
    await test.dispose();
  };
});
afterAll(() => dispose());

const host = "Host: passwords.example.org\r\n";
const statusOf = (reply: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(reply)?.[1]);

describe("requests passed to Next", () => {
  test("are all paths outside the API, and those of Auth.js", async () => {
    for (const path of ["/", "/docs", "/generate-passwords", "/api/auth/session", "/apis"]) {
      expect(await (await fetch(origin + path)).json(), path).toMatchObject({ next: true, url: path });
    }
  });

  test("exclude paths with invalid escapes, which Next would answer with 500", async () => {
    for (const path of ["/admin/users/%ff", "/api/auth/%", "/admin/mail/%c0/preview"]) {
      const reply = await sendRaw(port, `GET ${path} HTTP/1.1\r\n${host}Connection: close\r\n\r\n`);
      expect(statusOf(reply), path).toBe(400);
      expect(reply).toContain('"code":"bad_request"');
    }
    expect(await (await fetch(`${origin}/a%20b`)).json()).toMatchObject({ next: true });
  });

  test("have at most 500 parameters, because Next takes a second for thousands with one name", async () => {
    const queryOf = (parameters: number): string => Array.from({ length: parameters }, () => "a=1").join("&");
    for (const path of ["/", "/log-in", "/api/auth/session"]) {
      expect((await fetch(`${origin}${path}?${queryOf(500)}`)).status, path).toBe(200);
      const refused = await fetch(`${origin}${path}?${queryOf(501)}`);
      expect([refused.status, (await refused.json()).code], path).toEqual([400, "bad_request"]);
    }
  });

  test("carry the client address of the socket, whatever the client claims", async () => {
    const claims = {
      "x-forwarded-for": "6.6.6.6",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "http",
      "x-forwarded-port": "1",
      "x-real-ip": "6.6.6.6",
      forwarded: "for=6.6.6.6;host=evil.example",
    };
    const { headers } = await (await fetch(`${origin}/`, { headers: claims })).json();
    expect(headers["x-forwarded-for"]).toBe("127.0.0.1");
    expect(headers["x-forwarded-host"]).toBe("passwords.example.org");
    expect(headers["host"]).toBe("passwords.example.org");
    expect(headers["x-forwarded-proto"]).toBe("https");
    for (const name of ["x-real-ip", "forwarded", "x-forwarded-port"]) expect(headers[name], name).toBeUndefined();
  });

  test("have all baseline headers on the response", async () => {
    const reply = await fetch(`${origin}/_next/static/nothing.js`);
    expect(reply.headers.get("strict-transport-security")).toBe("max-age=63072000; includeSubDomains");
    expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
    expect(reply.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(reply.headers.get("x-request-id")).toBeTruthy();
  });
});

describe("requests that node:http would answer by itself", () => {
  test("get our headers: Expect is ignored, and a missing Host is refused", async () => {
    const expecting = await sendRaw(
      port,
      `GET /generate-password HTTP/1.1\r\n${host}Expect: banana\r\nConnection: close\r\n\r\n`,
    );
    const hostless = await sendRaw(port, "GET /generate-password HTTP/1.1\r\nConnection: close\r\n\r\n");
    const old = await sendRaw(port, "GET /generate-password HTTP/1.0\r\n\r\n");
    expect([expecting, hostless, old].map(statusOf)).toEqual([200, 400, 200]);
    for (const reply of [expecting, hostless, old]) expect(reply).toMatch(/\r\nx-content-type-options: nosniff\r\n/i);
    expect(hostless).toContain("The Host header is missing.");
  });
});

describe("the connection", () => {
  const ask = (extra: string) => sendRaw(port, `GET /generate-password HTTP/1.1\r\n${host}${extra}\r\n`.repeat(2));

  test("serves one request after another", async () => {
    expect((await ask("")).match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  });

  test("is closed after a reply if the request body wasn't read", async () => {
    const post = `POST /generate-password HTTP/1.1\r\n${host}Content-Type: text/plain\r\nContent-Length: 70000\r\n\r\n{}`;
    const reply = await sendRaw(port, post);
    expect(statusOf(reply)).toBe(415);
    expect(reply.toLowerCase()).toContain("connection: close");
  });

  test("is read on after such a reply, so that a client that still sends isn't cut off before it reads", async () => {
    const head = `POST /generate-password HTTP/1.1\r\n${host}Content-Type: application/json\r\n`;
    for (const start of [`${head}Content-Length: 3000000\r\n\r\n`, `${head}X: ${"x".repeat(20_000)}`]) {
      const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
      let reply = "";
      socket.on("data", (chunk) => (reply += chunk.toString()));
      socket.write(start);
      await once(socket, "end");
      // A connection that was reset would fail here, and a request in what follows would be answered.
      for (let round = 0; round < 20; round += 1) {
        socket.write(`GET /generate-password HTTP/1.1\r\n${host}\r\n`.repeat(1000));
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      socket.end();
      await once(socket, "close");
      expect(reply.match(/HTTP\/1\.1 \d+/g)).toEqual([start.includes("X: ") ? "HTTP/1.1 431" : "HTTP/1.1 413"]);
    }
  });
});

describe("over https", () => {
  test("every API reply has HSTS, errors included", async () => {
    for (const path of ["/generate-password", "/generate-password?length=1", "/api/nothing", "/api/health/live"]) {
      expect((await fetch(origin + path)).headers.get("strict-transport-security"), path).toBe(
        "max-age=63072000; includeSubDomains",
      );
    }
    expect(await sendRaw(port, "nonsense\r\n\r\n")).toMatch(/strict-transport-security: max-age=63072000/);
  });

  test("HSTS leaves out the subdomains where they are set apart", async () => {
    const apart = await createTestRuntime({
      FRONTEND_URL: "https://passwords.example.org",
      HSTS_INCLUDE_SUBDOMAINS: "off",
    });
    const server = await listen(apart.runtime);
    const replies = await Promise.all(["/generate-password", "/log-in"].map((path) => fetch(server.origin + path)));
    for (const reply of replies) expect(reply.headers.get("strict-transport-security")).toBe("max-age=63072000");
    await server.close();
    await apart.dispose();
  });
});

describe("broken and hostile requests", () => {
  test.each(["TRACE", "PROPFIND", "LOCK", "SEARCH"])("the method %s is 405", async (method) => {
    for (const path of ["/", "/generate-password"]) {
      const reply = await sendRaw(port, `${method} ${path} HTTP/1.1\r\n${host}Connection: close\r\n\r\n`);
      expect(statusOf(reply)).toBe(405);
      expect(reply.toLowerCase()).toContain("allow: get, head, post");
    }
  });

  test.each(["FOO", "get", "CONNECT-ish"])("the method %s is 400", async (method) => {
    expect(statusOf(await sendRaw(port, `${method} / HTTP/1.1\r\n${host}\r\n`))).toBe(400);
  });

  test("CONNECT opens no tunnel", async () => {
    expect(await sendRaw(port, `CONNECT 127.0.0.1:${port} HTTP/1.1\r\n${host}\r\n`)).not.toMatch(/^HTTP\/1\.1 200/);
  });

  test("a method override header is ignored", async () => {
    const reply = await fetch(`${origin}/generate-password`, { headers: { "x-http-method-override": "DELETE" } });
    expect(reply.status).toBe(200);
  });

  test("a malformed Origin is 400 for every path", async () => {
    for (const path of ["/", "/generate-password"]) {
      const reply = await sendRaw(
        port,
        `GET ${path} HTTP/1.1\r\n${host}Origin: ht!tp://[\r\nConnection: close\r\n\r\n`,
      );
      expect(statusOf(reply)).toBe(400);
    }
  });

  test.each([
    ["two lengths", "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}}"],
    ["length and chunks", "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["a second coding after chunks", "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"],
    ["a folded header", "X-A: b\r\n  c\r\nContent-Length: 2\r\n\r\n{}"],
    ["a bare line feed", "X-A: b\nContent-Length: 2\r\n\r\n{}"],
    ["a space before the colon", "Content-Length : 2\r\n\r\n{}"],
    ["a negative length", "Content-Length: -1\r\n\r\n{}"],
  ])("%s is 400 and closes the connection", async (_, rest) => {
    const reply = await sendRaw(
      port,
      `POST /generate-password HTTP/1.1\r\n${host}Content-Type: application/json\r\n${rest}GET /smuggled HTTP/1.1\r\n${host}\r\n`,
    );
    expect(statusOf(reply)).toBe(400);
    expect(reply).not.toContain("smuggled");
    expect(reply.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  test("headers beyond 16 KiB are 431 as a problem", async () => {
    const reply = await sendRaw(port, `GET / HTTP/1.1\r\n${host}X-A: ${"a".repeat(20_000)}\r\n\r\n`);
    expect(statusOf(reply)).toBe(431);
    expect(reply).toContain("application/problem+json");
  });

  test("the absolute form of a URL is routed by its path, whatever its host", async () => {
    const reply = await sendRaw(
      port,
      `GET http://evil.example/api/health/live HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
    );
    expect(statusOf(reply)).toBe(200);
    expect(reply).not.toContain("evil");
  });

  test("an invalid URL is 400", async () => {
    for (const target of ["*", "nowhere", "ftp://x/"]) {
      expect(statusOf(await sendRaw(port, `GET ${target} HTTP/1.1\r\n${host}Connection: close\r\n\r\n`)), target).toBe(
        400,
      );
    }
  });

  test("a wrong Content-Length never hangs: the body ends early or is refused", async () => {
    const head = `POST /generate-password HTTP/1.1\r\n${host}Content-Type: application/json\r\nConnection: close\r\n`;
    expect(statusOf(await sendRaw(port, `${head}Content-Length: 1000000000\r\n\r\n{}`))).toBe(413);
  });

  test("a compressed body is 415", async () => {
    const reply = await fetch(`${origin}/generate-password`, {
      method: "POST",
      body: new Uint8Array([31, 139]),
      headers: { "content-type": "application/json", "content-encoding": "gzip" },
    });
    expect(reply.status).toBe(415);
  });

  test("an endless body is cut off at the limit without using memory", async () => {
    const before = process.memoryUsage().rss;
    let sent = 0;
    const chunk = new Uint8Array(64 * 1024).fill(0x20);
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += chunk.length;
        if (sent > 256 * 1024 * 1024) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const request = { method: "POST", body: endless, duplex: "half", headers: { "content-type": "application/json" } };
    // The connection may close before the reply is read, which is a refusal too.
    const status = await fetch(`${origin}/generate-password`, request as RequestInit).then(
      (reply) => reply.status,
      () => 413,
    );
    expect(status).toBe(413);
    expect(sent).toBeLessThan(16 * 1024 * 1024);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });

  test("10,000 parameters are refused quickly", async () => {
    const query = Array.from({ length: 3000 }, (_, name) => `k${name}=1`).join("&");
    const reply = await sendRaw(
      port,
      `GET /generate-password?${query.slice(0, 14_000)} HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
    );
    expect(statusOf(reply)).toBe(422);
  });
});

test("the watch of the event loop sees the start and the end of requests that wait, also of aborted ones", async () => {
  const origins = "Origin: https://passwords.example.org\r\nSec-Fetch-Site: same-origin\r\n";
  for (const path of ["/log-in", "/generate-password", "/api/v1/users"]) {
    const begunBefore = begun;
    const socket = connect(port, "127.0.0.1").on("error", () => undefined);
    socket.write(
      `POST ${path} HTTP/1.1\r\n${host}${origins}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    );
    await expect.poll(() => begun, { message: path }).toBe(begunBefore + 1);
    socket.destroy();
    await expect.poll(() => underWay, { message: path }).toEqual(new Set());
  }
});
