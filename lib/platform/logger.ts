import pino from "pino";
import type { LogLevel } from "@/lib/config";

export type ProcessLogger = pino.Logger & { flushNow(): void };

/** JSON lines on stdout, UTC times. Lines are gathered for a moment, because a write a request costs as much as the request. */
export function createLogger(level: LogLevel): ProcessLogger {
  const destination = pino.destination({ fd: 1, sync: false, minLength: 4096, periodicFlush: 500 });
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { cause: describeError, error: describeError },
      // The last line of defence: services pass no secrets to begin with.
      redact: { paths: ["password", "*.password", "token", "*.token", "authorization", "*.authorization", "cookie", "*.cookie"], censor: "[hidden]" },
    },
    destination,
  );
  return Object.assign(logger, {
    flushNow: () => {
      try {
        destination.flushSync();
      } catch {
        // The destination was not open yet: there is nothing to flush.
      }
    },
  });
}

function describeError(error: unknown): unknown {
  return error instanceof Error ? pino.stdSerializers.err(error) : error;
}
