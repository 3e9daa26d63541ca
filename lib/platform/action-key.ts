import { hkdfSync } from "node:crypto";

/**
 * The key with which Next encrypts what an action takes along from its page. All processes with the same secret have the same one.
 */
export function actionKeyOf(secret: string): string {
  return Buffer.from(hkdfSync("sha256", secret, "", "latchkey server actions v1", 32)).toString("base64");
}
