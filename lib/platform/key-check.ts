import { createHmac } from "node:crypto";

/**
 * A value that identifies a key. The database stores it, so that a start can check whether the key fits the sealed
 * values.
 */
export function keyCheckOf(key: string): string {
  return createHmac("sha256", key).update("latchkey key check v1").digest("base64url");
}
