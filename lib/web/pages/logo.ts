import { getRuntime } from "@/lib/get-runtime";
import type { Runtime } from "@/lib/runtime";

/** The operator's logo; null where the product's is shown. */
export async function readLogo(): Promise<Runtime["logo"]> {
  return (await getRuntime()).logo;
}
