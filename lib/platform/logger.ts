import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import type { LogLevel } from "@/lib/config";
import { captureConsole, captureWarnings } from "./capture-console";
import { createRepeatedEvents } from "./repeated-events";

export type ProcessLogger = pino.Logger & {
  /**
   * One line per request, from fields that contain no secret. Refusals of one kind are one line a minute and one with
   * their number, so that a flood of them doesn't fill the disk.
   */
  access(fields: AccessFields, kind: { operation: string; network: string }): void;
  /** A failure of a request. The same sentence about something unavailable is counted like a refusal. */
  failure(fields: FailureFields, message: string): void;
  /** From now on, what packages print to the console and Node's warnings are lines of the log. */
  captureConsole(): void;
  /**
   * Writes the numbers that are still counted and flushes buffered lines for a second at most, and drops the rest: the reader may be gone or stuck. Never rejects.
   */
  close(): Promise<void>;
};

export type AccessFields = {
  request_id: string;
  method: string | undefined;
  path: string | undefined;
  status: number;
  ms: number;
  client: string | null;
};

export type FailureFields = { request_id: string; code: string; reference?: string | undefined; cause?: unknown };

const STANDARD_OUTPUT = 1;

// About 350 requests: smaller writes would cost more than the lines.
const GATHER_CHARACTERS = 64 * 1024;
const GATHER_MILLISECONDS = 500;
const CLOSE_MILLISECONDS = 1_000;

// Memory limit for a stuck reader or a full disk; further lines are dropped until there is space again.
const MAX_WAITING_BYTES = 1024 * 1024;

/**
 * JSON lines, one for each event, with UTC times. Lines are buffered briefly, because one write per request costs as much as the
 * request.
 */
export function createLogger(level: LogLevel, fileDescriptor = STANDARD_OUTPUT): ProcessLogger {
  const lines = gatherLines(fileDescriptor, reportRepeated);
  const timestamp = createTimestamp();
  const logger = pino(
    {
      level,
      base: null,
      timestamp,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { cause: describeError, error: describeError },
      // As a precaution; services log no secrets.
      redact: {
        paths: ["password", "*.password", "token", "*.token", "authorization", "*.authorization", "cookie", "*.cookie"],
        censor: "[hidden]",
      },
    },
    lines,
  );
  const refusals = createRepeatedEvents<RefusalKind>({
    report: (kind, events) =>
      logger.info(
        { ...kind, ...events },
        kind === null ? "further kinds of requests refused" : "requests refused again",
      ),
  });
  const outages = createRepeatedEvents<{ code: string; message: string }>({
    report: (kind, events) => logger.error({ code: kind?.code, ...events }, kind?.message ?? "further failures"),
  });
  function reportRepeated(): void {
    refusals.reportAll();
    outages.reportAll();
  }
  const writesEach = logger.isLevelEnabled("debug");

  const access: ProcessLogger["access"] = (fields, { operation, network }) => {
    if (!logger.isLevelEnabled("info")) return;
    const { status, request_id: id } = fields;
    const isWritten =
      !isRefusal(status) ||
      writesEach ||
      refusals.isFirst(`${status} ${operation} ${network}`, id, () => ({ status, operation, network }));
    if (isWritten) lines.write(accessLine(fields, timestamp()));
  };
  const failure: ProcessLogger["failure"] = (fields, message) => {
    const { code, request_id: id } = fields;
    const isWritten = code !== "unavailable" || writesEach || outages.isFirst(message, id, () => ({ code, message }));
    if (isWritten) logger.error(fields, message);
  };
  return Object.assign(logger, {
    access,
    failure,
    captureConsole: () => {
      captureConsole(logger);
      captureWarnings(logger);
    },
    close: lines.close,
  });
}

type RefusalKind = { status: number; operation: string; network: string };

/** A 500 is a fault, of which each one counts. */
function isRefusal(status: number): boolean {
  return status >= 400 && (status < 500 || status === 503);
}

/** The line that pino would write. By hand, because it is a quarter of the time of a generated password. */
export function accessLine({ request_id, method, path, status, ms, client }: AccessFields, timestamp: string): string {
  const methodField = method === undefined ? "" : `,"method":${quotedMethod(method)}`;
  const pathField = path === undefined ? "" : `,"path":${quotedPath(path)}`;
  const clientValue = client === null ? "null" : quotedClient(client);
  return `{"level":"info"${timestamp},"request_id":${quoted(request_id)}${methodField}${pathField},"status":${status},"ms":${ms},"client":${clientValue},"msg":"request"}\n`;
}

// Printable ASCII without quote and backslash is the same in JSON.
const PLAIN = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** Quotes texts most of which are the same as the one before. */
function createQuoter(): (text: string) => string {
  let before = "";
  let quotedBefore = '""';
  return (text) => {
    if (text !== before) {
      quotedBefore = quoted(text);
      before = text;
    }
    return quotedBefore;
  };
}

const quotedMethod = createQuoter();
const quotedPath = createQuoter();
const quotedClient = createQuoter();

/**
 * Buffers by itself: sonic-boom would measure its whole buffer again at each line. `beforeEnd` writes the last lines.
 */
function gatherLines(fd: number, beforeEnd: () => void): pino.DestinationStream & { close(): Promise<void> } {
  const destination = pino.destination({ fd, sync: false, minLength: 1, maxLength: MAX_WAITING_BYTES });
  // A failed log write must not stop the server; the next lines try again.
  destination.on("error", () => undefined);
  let gathered = "";

  function handOver(): void {
    if (gathered === "") return;
    destination.write(gathered);
    gathered = "";
  }
  const timer = setInterval(handOver, GATHER_MILLISECONDS).unref();

  function handOverAtExit(): void {
    beforeEnd();
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
      beforeEnd();
      handOver();
      const written = new Promise<void>((resolve) => destination.flush(() => resolve()));
      await Promise.race([written, sleep(CLOSE_MILLISECONDS, undefined, { ref: false })]);
      // Pino calls it at process exit, and sonic-boom's own would retry forever when the reader is gone.
      destination.flushSync = () => undefined;
    },
  };
}

/** ISO 8601 in UTC, formatted once per millisecond: under load dozens of lines share it. */
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
