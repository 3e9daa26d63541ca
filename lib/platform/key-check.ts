import { createHmac } from "node:crypto";

/** A value that only this key gives; kept in the database, it tells at start whether the key still fits what is sealed there. */
export function keyCheckOf(key: string): string {
  return createHmac("sha256", key).update("latchkey key check v1").digest("base64url");
}
