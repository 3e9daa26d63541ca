import pino from "pino";
import type { LogLevel } from "@/lib/config";

export type ProcessLogger = pino.Logger & {
  /** One line a request, from fields that are known to hold no secret. */
  access: pino.Logger;
  flushNow(): void;
};

/** JSON lines on stdout, UTC times. Lines are gathered for a moment, because a write a request costs as much as the request. */
export function createLogger(level: LogLevel): ProcessLogger {
  const destination = pino.destination({ fd: 1, sync: false, minLength: 4096, periodicFlush: 500 });
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
    flushNow: () => {
      try {
        destination.flushSync();
      } catch {
        // The destination was not open yet: there is nothing to flush.
      }
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
