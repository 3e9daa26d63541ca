import { getRuntime } from "@/lib/get-runtime";

/** The public origin of this server, without a trailing slash. */
export async function readPublicOrigin(): Promise<string> {
  return (await getRuntime()).config.publicOrigin;
}
