import { decodeCursor, encodeCursor, momentOf, refuseCursor } from "../../cursor";

/** An event's place in the order of the log, as a cursor. */
export function encodePosition({ at, id }: { at: Date; id: string }): string {
  return encodeCursor(["audit", at.toISOString(), id]);
}

export function decodePosition(cursor: string): { at: Date; id: string } {
  const [at, id = null] = decodeCursor(cursor, "audit", 2);
  if (id === null) throw refuseCursor();
  return { at: momentOf(at), id };
}
