import { notFound } from "next/navigation";
import { readPageRuntime } from "./page-runtime";

/** For the pages of the API's documentation: shows 404 if `API_DOCS` is off. */
export async function requireDocumentation(): Promise<void> {
  const { config } = await readPageRuntime();
  if (!config.apiDocumentation) notFound();
}
