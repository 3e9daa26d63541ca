import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import type { LogLevel } from "@/lib/config";

export type ProcessLogger = pino.Logger & {
  /** One line a request, from fields that are known to hold no secret. */
  access: pino.Logger;
  /** Writes what is gathered, for a second at most, and nothing after it: whoever reads may be gone or stuck. Never rejects. */
  close(): Promise<void>;
};

const CLOSE_MILLISECONDS = 1_000;

// What a stuck reader or a full disk may cost in memory; further lines are dropped until there is room again.
const MAX_GATHERED_BYTES = 1024 * 1024;

/** JSON lines on stdout, UTC times. Lines are gathered for a moment, because a write a request costs as much as the request. */
export function createLogger(level: LogLevel): ProcessLogger {
  const destination = pino.destination({ fd: 1, sync: false, minLength: 4096, maxLength: MAX_GATHERED_BYTES, periodicFlush: 500 });
  // A log that can't be written is no reason to stop serving; each flush tries again.
  destination.on("error", () => undefined);
  const form: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: createTimestamp(),
    formatters: { level: (label) => ({ level: label }) },
  };
  const logger = pino(
    {
      ...form,
      serializers: { cause: describeError, error: describeError },
      // The last line of defence: services pass no secrets to begin with.
      redact: { paths: ["password", "*.password", "token", "*.token", "authorization", "*.authorization", "cookie", "*.cookie"], censor: "[hidden]" },
    },
    destination,
  );
  return Object.assign(logger, {
    access: pino(form, destination),
    close: async () => {
      const written = new Promise<void>((resolve) => destination.flush(() => resolve()));
      await Promise.race([written, sleep(CLOSE_MILLISECONDS, undefined, { ref: false })]);
      // Pino calls it when the process exits, and sonic-boom's own tries for ever where nobody reads any more.
      destination.flushSync = () => undefined;
    },
  });
}

/** ISO 8601 in UTC. Written once a millisecond: under load dozens of lines share one. */
function createTimestamp(): () => string {
  let writtenFor = 0;
  let written = "";
  return () => {
    const now = Date.now();
    if (now !== writtenFor) {
      writtenFor = now;
      written = `,"time":"${new Date(now).toISOString()}"`;
    }
    return written;
  };
}

function describeError(error: unknown): unknown {
  return error instanceof Error ? pino.stdSerializers.err(error) : error;
}
