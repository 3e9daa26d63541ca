import { isStorableMoment } from "@/lib/domain/moments";
import { AppError } from "@/lib/errors";

/** Where a page ended, as one opaque word for the client. It gives no right: whoever changes it sees another page. */
export function encodeCursor(parts: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** The parts of a cursor of ours; refuses what is none. `kind` is the first part, so that no list takes another's. */
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

/** A cursor's text as a moment. */
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

// PostgreSQL keeps no NUL, and half a surrogate pair is no text.
function isPart(part: unknown): part is string | null {
  return part === null || (typeof part === "string" && !/[\p{Cc}\p{Cs}]/u.test(part));
}
