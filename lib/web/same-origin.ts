import { headers } from "next/headers";
import { AppError } from "@/lib/errors";

/**
 * Refuses a change that another site's page asked for. Browsers send Sec-Fetch-Site; where one does not, the Origin
 * must be our own, and neither a missing nor a null one will do.
 */
export async function requireSameOrigin(publicOrigin: string): Promise<void> {
  const incoming = await headers();
  const site = incoming.get("sec-fetch-site");
  if (site === "same-origin") return;
  if (site === null && incoming.get("origin") === publicOrigin) return;
  throw new AppError("forbidden", "This request came from another site. Open the page here and try again.");
}
