import { randomInt } from "node:crypto";
import pino from "pino";
import { expect, test } from "vitest";
import { accessLine, type AccessFields } from "./logger";

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
