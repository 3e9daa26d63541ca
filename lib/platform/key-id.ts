import { createHmac } from "node:crypto";

/** Names a key beside what it made, so that the right one is found after a rotation. Eight of 43 characters tell nothing about it. */
export function keyIdOf(key: string): string {
  return createHmac("sha256", key).update("latchkey key id v1").digest("base64url").slice(0, 8);
}
