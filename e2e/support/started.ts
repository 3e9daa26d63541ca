import { onTestFinished } from "vitest";
import { type LatchkeyProcess, startLatchkey } from "./latchkey-process";

/** Starts a server that ends with the test, and waits until it answers. */
export async function started(options: Parameters<typeof startLatchkey>[0] = {}): Promise<LatchkeyProcess> {
  const latchkey = await startLatchkey(options);
  onTestFinished(() => latchkey.dispose());
  await latchkey.ready();
  return latchkey;
}
