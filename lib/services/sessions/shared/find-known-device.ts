import { isKnownDevice } from "@/lib/data/devices";
import type { Context } from "../../context";

/** The hash of this browser's device token if it has logged in to the account before, otherwise null. */
export async function findKnownDevice(context: Context<"reading" | "secrets">, userId: string): Promise<string | null> {
  const { deviceToken } = context.request;
  if (deviceToken === null) return null;
  const tokenHash = context.hashSecretToken(deviceToken);
  return (await isKnownDevice(context.db, { tokenHash, userId })) ? tokenHash : null;
}
