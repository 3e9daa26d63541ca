import { isStorableMoment } from "@/lib/domain/moments";
import { AppError } from "@/lib/errors";

/** The end of a page as an opaque string. It grants nothing: a changed cursor shows another page. */
export function encodeCursor(parts: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/**
 * The parts of our cursor; refuses any other text. `kind` is the first part, so that lists don't accept each other's
 * cursors.
 */
export function decodeCursor(cursor: string, kind: string, length: number): (string | null)[] {
  const parts = parse(cursor);
  const isOurs = Array.isArray(parts) && parts.length === length + 1 && parts[0] === kind && parts.every(isPart);
  if (isOurs) return parts.slice(1);
  throw refuseCursor();
}

export function refuseCursor(): AppError {
  const message = "Is not a cursor of this list";
  return new AppError("validation", `cursor: ${message}.`, {
    fieldErrors: [{ path: ["cursor"], message, type: "cursor" }],
  });
}

/** A cursor's part as a date. */
export function momentOf(text: string | null | undefined): Date {
  const moment = new Date(text ?? "");
  if (!isStorableMoment(moment)) throw refuseCursor();
  return moment;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

// PostgreSQL stores no NUL, and half a surrogate pair isn't valid text.
function isPart(part: unknown): part is string | null {
  return part === null || (typeof part === "string" && !/[\p{Cc}\p{Cs}]/u.test(part));
}
