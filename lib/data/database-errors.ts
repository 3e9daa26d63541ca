import { AppError, isAppError } from "@/lib/errors";

/** What a driver adapter reports about a failed statement, whichever Prisma error wraps it. */
type DriverFailure = {
  kind: string;
  originalCode?: string;
  table?: string;
  constraint?: { fields?: string[]; index?: string };
};

/**
 * True when a unique index refused the row. `columns` are model fields in index order, and limit the check to that
 * index: `isUniqueViolation(error, "normalizedEmail")`. A primary key counts as the field `id`.
 */
export function isUniqueViolation(error: unknown, ...columns: string[]): boolean {
  const failure = driverFailureOf(error);
  if (failure?.kind !== "UniqueConstraintViolation") return false;
  return columns.length === 0 || violatedColumns(failure) === columns.map(snakeCase).join("_");
}

// SQLite names the columns; PostgreSQL names the index, which Prisma calls <table>_<columns>_key.
function violatedColumns(failure: DriverFailure): string | undefined {
  if (failure.constraint?.fields !== undefined) return failure.constraint.fields.join("_");
  const { table, constraint } = failure;
  if (table === undefined || constraint?.index === undefined) return undefined;
  if (constraint.index === `${table}_pkey`) return "id";
  return constraint.index.slice(table.length + 1).replace(/_key$/, "");
}

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** True when PostgreSQL aborted a transaction because of another one; the same work may succeed on a retry. */
export function isWriteConflict(error: unknown): boolean {
  const failure = driverFailureOf(error);
  return propertyOf(error, "code") === "P2034" || failure?.kind === "TransactionWriteConflict";
}

/** True when another process held the lock for longer than the driver waits. */
export function isDatabaseBusy(error: unknown): boolean {
  return propertyOf(error, "code") === "P1008" || driverFailureOf(error)?.kind === "SocketTimeout";
}

/**
 * Converts an error for callers outside the data layer: 503 when the database is unavailable, and never a message that
 * contains values.
 */
export function asDataError(error: unknown): unknown {
  if (isAppError(error)) return error;
  if (isWriteConflict(error) || isUnavailable(error)) return unavailable(explained(error));
  if (propertyOf(error, "name") === "PrismaClientValidationError") return withoutArguments(error);
  return error;
}

/** Why a connection fails, on one line: the server's own words, or the last line of Prisma's. */
export function reasonOf(error: unknown): string {
  const adapterError = propertyOf(propertyOf(error, "meta"), "driverAdapterError") ?? error;
  const said = propertyOf(propertyOf(adapterError, "cause"), "originalMessage");
  if (typeof said === "string") return said;
  const message = error instanceof Error ? error.message : String(error);
  return message.trim().split("\n").at(-1) ?? "";
}

/** What to do when the server has no connection left, as a sentence that follows another; empty for another failure. */
export function adviceOn(error: unknown): string {
  return isWithoutConnections(error)
    ? " All of the server's connections are in use: lower DATABASE_POOL_MAX, or let the server have more (max_connections, or a limit of the user or database)."
    : "";
}

/** For the log, when connections are what is missing. */
function explained(error: unknown): unknown {
  if (isWithoutConnections(error)) return new Error(`${reasonOf(error)}.${adviceOn(error)}`, { cause: error });
  if (!isLateConnection(error)) return error;
  return new Error(
    "No connection to the database became free in time: DATABASE_POOL_MAX is too low for so many requests, or the database is slow.",
    { cause: error },
  );
}

function isWithoutConnections(error: unknown): boolean {
  const failure = driverFailureOf(error);
  const code = failure === undefined ? propertyOf(error, "code") : failure.originalCode;
  return failure?.kind === "TooManyConnections" || code === TOO_MANY_CONNECTIONS;
}

function isLateConnection(error: unknown): boolean {
  return reasonOf(error).startsWith(NO_FREE_CONNECTION);
}

export function unavailable(cause: unknown): AppError {
  return new AppError("unavailable", "The service is busy. Try again in a few seconds.", {
    retryAfterSeconds: 3,
    cause,
  });
}

// PostgreSQL appendix A.
const TOO_MANY_CONNECTIONS = "53300";
// pg-pool's message.
const NO_FREE_CONNECTION = "timeout exceeded when trying to connect";
const unavailableKinds = new Set(["SocketTimeout", "DatabaseNotReachable", "ConnectionClosed", "TooManyConnections"]);
// P2024 and P2028: no connection or no reply in time; the others are Prisma's codes for the cases above.
const unavailablePrismaCodes = new Set(["P1001", "P1008", "P1017", "P2024", "P2028", "P2037"]);
// PostgreSQL appendix A: connection lost, out of resources, lock timeout, shutting down; SQLite: disk full or I/O
// error.
const unavailableDriverCode =
  /^(08...|53...|55P03|57014|57P0[123]|25P03|SQLITE_BUSY.*|SQLITE_FULL|SQLITE_IOERR.*|SQLITE_CANTOPEN.*)$/;
const networkCode = /^(ECONN|EHOST|ENET|EPIPE|ETIMEDOUT|EAI_|ENOTFOUND)/;
// pg reports these as plain errors without a code.
const connectionMessage =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/;

function isUnavailable(error: unknown): boolean {
  const failure = driverFailureOf(error);
  if (failure !== undefined) {
    return unavailableKinds.has(failure.kind) || unavailableDriverCode.test(failure.originalCode ?? "");
  }
  const code = propertyOf(error, "code");
  // Prepared statements report the drivers' own codes.
  if (
    typeof code === "string" &&
    (unavailablePrismaCodes.has(code) || networkCode.test(code) || unavailableDriverCode.test(code))
  )
    return true;
  return error instanceof Error && connectionMessage.test(error.message);
}

// Prisma's message contains the whole call with its values; only the last line is the reason.
function withoutArguments(error: unknown): Error {
  const message = String(propertyOf(error, "message"));
  const reason = message.slice(message.lastIndexOf("\n") + 1);
  const safe = new Error(`Prisma refused a query: ${reason}`);
  const frames = String(propertyOf(error, "stack")).match(/^ {4}at .*$/gm);
  safe.stack = [`Error: ${safe.message}`, ...(frames ?? [])].join("\n");
  return safe;
}

function driverFailureOf(error: unknown): DriverFailure | undefined {
  const adapterError = propertyOf(propertyOf(error, "meta"), "driverAdapterError") ?? error;
  if (propertyOf(adapterError, "name") !== "DriverAdapterError") return undefined;
  const cause = propertyOf(adapterError, "cause");
  return isDriverFailure(cause) ? cause : undefined;
}

function isDriverFailure(value: unknown): value is DriverFailure {
  return typeof propertyOf(value, "kind") === "string";
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
