import { v7 } from "uuid";

/** A UUIDv7. Unguessable enough for identifiers, never for access; sorts by creation time within one process. */
export function newId(): string {
  return v7();
}
