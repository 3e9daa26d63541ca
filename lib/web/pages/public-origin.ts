import { getRuntime } from "@/lib/get-runtime";

/** The address at which people and programs reach this server, without a trailing slash. */
export async function readPublicOrigin(): Promise<string> {
  return (await getRuntime()).config.publicOrigin;
}
