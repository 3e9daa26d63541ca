import type { Runtime } from "@/lib/runtime";
import { readPageRuntime } from "./page-runtime";

/** The operator's logo; null where the product's is shown. */
export async function readLogo(): Promise<Runtime["logo"]> {
  return (await readPageRuntime()).logo;
}
