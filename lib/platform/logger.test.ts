import { randomInt } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import { describe, expect, test } from "vitest";
import type { LogLevel } from "@/lib/config";
import { accessLine, createLogger, type AccessFields, type ProcessLogger } from "./logger";

const TIMESTAMP = ',"time":"2026-11-21T12:00:00.000Z"';

/** What pino writes for the same fields. */
function pinoLine(fields: AccessFields): string {
  let written = "";
  pino(
    { base: null, timestamp: () => TIMESTAMP, formatters: { level: (label) => ({ level: label }) } },
    { write: (line) => void (written += line) },
  ).info(fields, "request");
  return written;
}

const characters = [
  '"',
  "\\",
  "\n",
  "\u0000",
  "\u001f",
  "\u007f",
  "é",
  "龍",
  "\u2028",
  "\ud800",
  "🔑",
  "/",
  "a",
  " ",
  "<",
];
const text = (): string =>
  Array.from({ length: randomInt(12) }, () => characters[randomInt(characters.length)]).join("");

test("the line of a request is the one that pino writes", () => {
  const cases: AccessFields[] = [
    { request_id: "a-1", method: "GET", path: "/generate-password", status: 200, ms: 0.12, client: "127.0.0.1" },
    { request_id: "a-2", method: undefined, path: undefined, status: 400, ms: 0, client: null },
  ];
  for (let round = 0; round < 500; round += 1)
    cases.push({
      request_id: text(),
      method: randomInt(5) === 0 ? undefined : text(),
      path: randomInt(5) === 0 ? undefined : `/${text()}`,
      status: 100 + randomInt(500),
      ms: randomInt(100_000) / 100,
      client: randomInt(5) === 0 ? null : text(),
    });
  for (const fields of cases) {
    const line = accessLine(fields, TIMESTAMP);
    expect(JSON.parse(line)).toEqual(JSON.parse(pinoLine(fields)));
    expect(line.indexOf("\n")).toBe(line.length - 1);
  }
  const [first, second] = cases;
  for (const fields of [first, second]) if (fields) expect(accessLine(fields, TIMESTAMP)).toBe(pinoLine(fields));
});

/** The lines that a logger has written once it is closed, and their size. */
async function written(level: LogLevel, work: (logger: ProcessLogger) => void) {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-log-"));
  const file = path.join(folder, "log");
  const descriptor = openSync(file, "a");
  try {
    const logger = createLogger(level, descriptor);
    work(logger);
    await logger.close();
    const text = readFileSync(file, "utf8");
    const lines = text.trimEnd().split("\n");
    return {
      bytes: text.length,
      lines: lines.map((line): Record<string, unknown> => JSON.parse(line) as Record<string, unknown>),
    };
  } finally {
    closeSync(descriptor);
    rmSync(folder, { recursive: true });
  }
}

function request(status: number, id = "node-1"): AccessFields {
  return { request_id: id, method: "GET", path: "/generate-password", status, ms: 0.1, client: "192.0.2.1" };
}

const kind = { operation: "generatePassword", network: "192.0.2.1" };

describe("refusals", () => {
  test("100,000 of one kind are two lines: the first one, and the number of the others", async () => {
    const { lines, bytes } = await written("info", (logger) => {
      for (let id = 1; id <= 100_000; id += 1) logger.access(request(429, `node-${id}`), kind);
    });
    expect(lines).toEqual([
      expect.objectContaining({ request_id: "node-1", status: 429, msg: "request" }),
      {
        level: "info",
        time: expect.any(String),
        status: 429,
        ...kind,
        repeated: 99_999,
        first_request_id: "node-2",
        last_request_id: "node-100000",
        msg: "requests refused again",
      },
    ]);
    expect(bytes).toBeLessThan(1_000);
  });

  test("100,000 from as many networks are at most 1,000 lines and one with the number of the others", async () => {
    const { lines, bytes } = await written("info", (logger) => {
      for (let id = 1; id <= 100_000; id += 1)
        logger.access(request(404), { operation: "page", network: `2001:db8:${id.toString(16)}::/64` });
    });
    expect(lines).toHaveLength(1_001);
    expect(lines.at(-1)).toMatchObject({ repeated: 99_000, msg: "further kinds of requests refused" });
    expect(bytes).toBeLessThan(250_000);
  });

  test.each([400, 401, 403, 404, 405, 413, 422, 429, 503])("with status %i are counted", async (status) => {
    const { lines } = await written("info", (logger) => {
      for (let count = 0; count < 5; count += 1) logger.access(request(status), kind);
    });
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatchObject({ repeated: 4 });
  });

  test("that differ in status, operation or network are counted by themselves", async () => {
    const { lines } = await written("info", (logger) => {
      for (let count = 0; count < 3; count += 1) {
        logger.access(request(429), kind);
        logger.access(request(401), kind);
        logger.access(request(429), { ...kind, operation: "logIn" });
        logger.access(request(429), { ...kind, network: "192.0.2.2" });
      }
    });
    expect(lines.slice(0, 4).map(({ msg }) => msg)).toEqual(Array(4).fill("request"));
    expect(lines.slice(4).map(({ repeated }) => repeated)).toEqual([2, 2, 2, 2]);
  });

  test("are a line each with LOG_LEVEL=debug, and none with warn", async () => {
    const refuse = (logger: ProcessLogger): void => {
      for (let count = 0; count < 3; count += 1) logger.access(request(429), kind);
      logger.warn({}, "the end");
    };
    expect((await written("debug", refuse)).lines.map(({ msg }) => msg)).toEqual([
      "request",
      "request",
      "request",
      "the end",
    ]);
    expect((await written("warn", refuse)).lines.map(({ msg }) => msg)).toEqual(["the end"]);
  });
});

test.each([200, 204, 302, 304, 500])("each request with status %i is a line", async (status) => {
  const { lines } = await written("info", (logger) => {
    for (let count = 0; count < 3; count += 1) logger.access(request(status), kind);
  });
  expect(lines.map((line) => line["status"])).toEqual([status, status, status]);
});

test("the same outage is one line with its cause and one with the number of further requests; faults are a line each", async () => {
  const { lines } = await written("info", (logger) => {
    for (let id = 1; id <= 4; id += 1) {
      logger.failure({ request_id: `node-${id}`, code: "unavailable", cause: new Error("refused") }, "No database.");
      logger.failure({ request_id: `node-${id}`, code: "internal", cause: new Error("fault") }, "A fault.");
    }
  });
  expect(lines.filter(({ code }) => code === "internal")).toHaveLength(4);
  expect(lines.filter(({ code }) => code === "unavailable")).toEqual([
    expect.objectContaining({ request_id: "node-1", cause: expect.objectContaining({ message: "refused" }) }),
    expect.objectContaining({ level: "error", repeated: 3, last_request_id: "node-4", msg: "No database." }),
  ]);
});
