import { Console } from "node:console";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { captureConsole } from "./capture-console";

test("what a package prints is one event of the log, with its error as the cause", () => {
  const stream = new PassThrough();
  const target = new Console(stream);
  const events: [string, object, string][] = [];
  const write = (level: string) => (fields: object, message: string) => void events.push([level, fields, message]);
  const log = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
  captureConsole(log, target);

  const fault = new TypeError("no such thing");
  target.error("\u001b[31m⨯\u001b[39m unhandledRejection:", fault);
  target.error(fault);
  target.warn("%d of %s", 3, "four");
  target.log("✓ Ready", { in: 5 });
  target.error(" ⨯", Object.assign(new Error("of a page"), { digest: "1853326456" }));

  expect(events).toEqual([
    ["error", { source: "console", cause: fault }, "⨯ unhandledRejection:"],
    ["error", { source: "console", cause: fault }, "no such thing"],
    ["warn", { source: "console" }, "3 of four"],
    ["info", { source: "console" }, "✓ Ready { in: 5 }"],
  ]);
  expect(stream.read()).toBeNull();
});
