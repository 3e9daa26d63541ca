import { notFound } from "next/navigation";
import { getRuntime } from "@/lib/get-runtime";

/** For the pages of the API's documentation: shows 404 if `API_DOCS` is off. */
export async function requireDocumentation(): Promise<void> {
  const { config } = await getRuntime();
  if (!config.apiDocumentation) notFound();
}
