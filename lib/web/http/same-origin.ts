import { AppError } from "@/lib/errors";

/**
 * Whether a change was asked for by a page of ours. Browsers say so in Sec-Fetch-Site; where one does not, the Origin must
 * be our own, and neither a missing nor a null one will do.
 */
export function isFromOwnPage(
  site: string | null | undefined,
  origin: string | null | undefined,
  publicOrigin: string,
): boolean {
  return site ? site === "same-origin" : origin === publicOrigin;
}

/** The refusal of a change that another site's page asked for. */
export function foreignRequest(): AppError {
  return new AppError("forbidden", "This request came from another site. Open the page here and try again.");
}
