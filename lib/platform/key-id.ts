import { createHmac } from "node:crypto";

/** An id that selects the key after a rotation. Eight of 43 characters reveal nothing about the key. */
export function keyIdOf(key: string): string {
  return createHmac("sha256", key).update("latchkey key id v1").digest("base64url").slice(0, 8);
}
