import { routes } from "@/lib/routes";
import type { ApiDocument } from "./reference-part";

/** Our own OpenAPI document. Throws when the server doesn't answer with it. */
export async function fetchApiDocument(): Promise<ApiDocument> {
  const reply = await fetch(routes.openapi());
  if (!reply.ok) throw new Error(`The document was answered with ${reply.status}.`);
  return reply.json() as Promise<ApiDocument>;
}
