import { isAppError, isStartupError, StartupError } from "./errors";

const FULL = "the disk is full: free some space";

/**
 * Why the operating system or SQLite refuses a file, by error code, with what to do. None of them means that the file
 * is damaged.
 */
const refusals: readonly (readonly [RegExp, string])[] = [
  [/^(ENOSPC|SQLITE_FULL)$/, FULL],
  [/^EDQUOT$/, "the disk quota is reached: free some space or raise the quota"],
  [/^EFBIG$/, "the limit on the size of files is reached: raise it (ulimit -f)"],
  [/^EROFS$/, "the file system is read-only: make it writable"],
  [
    /^(EACCES|EPERM|SQLITE_(PERM|AUTH|READONLY.*))$/,
    "permission is missing: give the user that runs Latchkey the right to read and write it",
  ],
  [/^(ENOTDIR|EEXIST)$/, "a part of its path is a file instead of a folder: correct the setting that names it"],
  [/^(EMFILE|ENFILE)$/, "too many files are open: raise the limit (ulimit -n)"],
  [/^(ENOMEM|SQLITE_NOMEM)$/, "there is too little memory"],
  [/^SQLITE_(BUSY|LOCKED).*$/, "another program is using it: stop that program, or wait for it"],
  [
    /^SQLITE_CANTOPEN.*$/,
    "SQLite can't open it or a file beside it: check the permissions of the folder, and whether the disk is full",
  ],
  [
    /^(EIO|SQLITE_IOERR.*)$/,
    "the disk reports an error: check whether it is full, a quota or a limit is reached, or the disk is failing",
  ],
];

// SQLite reports these also when the disk is full.
const mayMeanFull = /^SQLITE_(CANTOPEN|IOERR)/;

/** Why a file can't be used, as the rest of a sentence; null when the error has another cause. */
export function explainRefusal(error: unknown, isFull: () => boolean = () => false): string | null {
  for (const code of codesOf(error)) {
    const found = refusals.find(([pattern]) => pattern.test(code));
    if (found !== undefined) return mayMeanFull.test(code) && isFull() ? FULL : found[1];
  }
  return null;
}

/** The operator's sentence for an error that ended a start or a command; null for a fault of the program. */
export function asStartupError(error: unknown): StartupError | null {
  if (isStartupError(error)) return error;
  const refusal = explainRefusal(error);
  if (refusal !== null) return new StartupError(`The data can't be read or written: ${refusal}.`, { cause: error });
  if (!isAppError(error) || error.code !== "unavailable") return null;
  const reason = error.cause instanceof Error ? ` (${error.cause.message.trim().split("\n").at(-1)})` : "";
  return new StartupError(`The database isn't available${reason}: try again when it is.`, { cause: error });
}

/** The error codes of an error and of those that it wraps, the outermost first. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    for (const name of ["code", "originalCode"]) {
      const code: unknown = Reflect.get(value, name);
      if (typeof code === "string") codes.push(code);
    }
    visit(Reflect.get(value, "cause"));
    // Where Prisma keeps its driver's error.
    visit(Reflect.get(value, "meta"));
    visit(Reflect.get(value, "driverAdapterError"));
  };
  visit(error);
  return codes;
}
