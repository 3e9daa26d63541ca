import { format, stripVTControlCharacters } from "node:util";

type Level = "debug" | "info" | "warn" | "error";
type Log = Record<Level, (fields: object, message: string) => void>;

const levels = {
  error: "error",
  warn: "warn",
  log: "info",
  info: "info",
  debug: "debug",
  trace: "debug",
} as const satisfies Partial<Record<keyof Console, Level>>;

/** Makes what Next and other packages print one line of the log each: a stack trace would be many. */
export function captureConsole(log: Log, target: Console = console): void {
  for (const [method, level] of Object.entries(levels))
    Reflect.set(target, method, (...values: unknown[]) => {
      const cause = values.find((value) => value instanceof Error);
      // Next prints the error of a page and also passes it to instrumentation.ts, which logs it with the request.
      if (cause !== undefined && "digest" in cause) return;
      const text = stripVTControlCharacters(format(...values.filter((value) => value !== cause))).trim();
      log[level]({ source: "console", ...(cause !== undefined && { cause }) }, text || (cause?.message ?? ""));
    });
}

/** Makes Node's warnings one line of the log each. */
export function captureWarnings(log: Log): void {
  // Node's own listener prints two lines.
  process.removeAllListeners("warning");
  process.on("warning", (cause) => log.warn({ source: "node", cause }, cause.message));
}
