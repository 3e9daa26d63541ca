import { v7 } from "uuid";

/** A UUIDv7: unguessable enough to name things, never to grant access; later ones of one process sort after earlier ones. */
export function newId(): string {
  return v7();
}
