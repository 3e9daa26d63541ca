import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import type { LogLevel } from "@/lib/config";

export type ProcessLogger = pino.Logger & {
  /** One line a request, from fields that are known to hold no secret. */
  access: pino.Logger;
  /** Writes what is gathered, for a second at most, and nothing after it: whoever reads may be gone or stuck. Never rejects. */
  close(): Promise<void>;
};

const GATHER_CHARACTERS = 8 * 1024;
const GATHER_MILLISECONDS = 500;
const CLOSE_MILLISECONDS = 1_000;

// What a stuck reader or a full disk may cost in memory; further lines are dropped until there is room again.
const MAX_WAITING_BYTES = 1024 * 1024;

/** JSON lines on stdout, UTC times. Lines are gathered for a moment, because a write a request costs as much as the request. */
export function createLogger(level: LogLevel): ProcessLogger {
  const lines = gatherLines();
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
      redact: {
        paths: ["password", "*.password", "token", "*.token", "authorization", "*.authorization", "cookie", "*.cookie"],
        censor: "[hidden]",
      },
    },
    lines,
  );
  return Object.assign(logger, { access: pino(form, lines), close: lines.close });
}

/** Gathers by itself: sonic-boom would measure all that it has gathered again at each line. */
function gatherLines(): pino.DestinationStream & { close(): Promise<void> } {
  const destination = pino.destination({ fd: 1, sync: false, minLength: 1, maxLength: MAX_WAITING_BYTES });
  // A log that can't be written is no reason to stop serving; the next lines try again.
  destination.on("error", () => undefined);
  let gathered = "";

  function handOver(): void {
    if (gathered === "") return;
    destination.write(gathered);
    gathered = "";
  }
  const timer = setInterval(handOver, GATHER_MILLISECONDS).unref();

  function handOverAtExit(): void {
    handOver();
    destination.flushSync();
  }
  process.once("exit", handOverAtExit);

  return {
    write: (line) => {
      gathered += line;
      if (gathered.length > GATHER_CHARACTERS) handOver();
    },
    close: async () => {
      clearInterval(timer);
      process.off("exit", handOverAtExit);
      handOver();
      const written = new Promise<void>((resolve) => destination.flush(() => resolve()));
      await Promise.race([written, sleep(CLOSE_MILLISECONDS, undefined, { ref: false })]);
      // Pino calls it when the process exits, and sonic-boom's own tries for ever where nobody reads any more.
      destination.flushSync = () => undefined;
    },
  };
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
