import { connection } from "next/server";
import { getRuntime } from "@/lib/get-runtime";
import type { Runtime } from "@/lib/runtime";

/**
 * The runtime for a page, while it answers a request. A build renders pages too: without the wait for a request it would make a
 * data folder with secrets of its own.
 */
export async function readPageRuntime(): Promise<Runtime> {
  await connection();
  return getRuntime();
}
