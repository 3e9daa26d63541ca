import { readPageRuntime } from "./page-runtime";

/** The public origin of this server, without a trailing slash. */
export async function readPublicOrigin(): Promise<string> {
  return (await readPageRuntime()).config.publicOrigin;
}
