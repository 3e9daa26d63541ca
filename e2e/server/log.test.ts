import path from "node:path";
import { expect, test } from "vitest";
import { routes } from "@/lib/routes";
import { submitForm } from "../support/page-source";
import { sendBytes } from "../support/raw-http";
import { readSql, runSql } from "../support/sqlite";
import { started } from "../support/started";
import { newEmail, PASSWORD } from "../support/users";

type Line = Record<string, unknown>;

const settings = { LOG_LEVEL: "info" };

/** The lines for the terminal, and those of the log. Fails on a line that is neither. */
function readLog(output: string): { printed: string[]; log: Line[] } {
  const lines = output.trimEnd().split("\n");
  const isJson = (line: string): boolean => line.startsWith("{");
  return {
    printed: lines.filter((line) => !isJson(line)),
    log: lines.filter(isJson).map((line) => JSON.parse(line) as Line),
  };
}

test("refused and unreadable requests are two lines for each kind, also those that a stop interrupts", async () => {
  const latchkey = await started({ settings });
  for (let count = 0; count < 100; count += 1) {
    await (await fetch(`${latchkey.origin}/api/v1/nothing-here`)).text();
    await (await fetch(`${latchkey.origin}/nothing-here/${count}`, { method: "DELETE" })).text();
    if (count < 20) await sendBytes(latchkey.origin, "no HTTP\r\n\r\n");
  }
  latchkey.signal("SIGTERM");
  const { printed, log } = readLog((await latchkey.ended).output);
  const linesWith = (status: number) => log.filter((line) => line["status"] === status).map((line) => line["repeated"]);
  expect([linesWith(404), linesWith(405), linesWith(400)]).toEqual([
    [undefined, 99],
    [undefined, 99],
    [undefined, 19],
  ]);
  expect(printed.filter((line) => !/ is ready at |^There is no administrator yet\. /.test(line))).toEqual([]);
});

test("a page that fails is a line with the ID of its reply, and no stack trace beside it", async () => {
  const latchkey = await started({ settings });
  const form = await submitForm(latchkey.origin + routes.signUp(), { email: newEmail(), password: PASSWORD });
  expect(form.status).toBe(303);
  const file = path.join(latchkey.dataFolder, "latchkey.db");
  // The form's events have the ID of its reply.
  const events = readSql(file, "select distinct request_id from audit_events where request_id is not null");
  expect(events).toEqual([{ request_id: form.headers.get("x-request-id") }]);

  runSql(file, "alter table sessions rename to lost");
  const cookie = `latchkey.session=${"A".repeat(43)}`;
  const reply = await fetch(latchkey.origin + routes.account(), { headers: { cookie } });
  expect(reply.status).toBe(500);
  await reply.text();
  latchkey.signal("SIGTERM");

  const { printed, log } = readLog((await latchkey.ended).output);
  expect(printed.filter((line) => !/ is ready at |^There is no administrator yet\. /.test(line))).toEqual([]);
  const id = reply.headers.get("x-request-id");
  const errors = log.filter((line) => line["level"] === "error" && line["request_id"] === id);
  expect(errors[0]).toMatchObject({ reference: expect.stringMatching(/^\d+$/), msg: "a page could not be shown" });
  expect(log.filter((line) => line["source"] === "console" && line["level"] === "error")).toEqual([]);
});
